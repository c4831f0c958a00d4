import type { IntakeRecord, TakeIn } from '#event-log';
import { splitBody, UnusableRequest } from '#otlp';
import { bytesOf, type ReceivedTraces, type ReceivingLimits, type TracePart } from '#trajectory';
import { fullWords } from './full-words.js';

export interface SpansTopicOptions {
  readonly traces: Pick<ReceivedTraces, 'keep'>;
  readonly limits: Pick<ReceivingLimits, 'bytes'>;
  readonly now: () => number;
  readonly onKept: () => void;
  /** A record is passed over. */
  readonly onUnreadable: (record: IntakeRecord, reason: string) => void;
}

/** Takes in what a collector writes to its topic, in protobuf or JSON. Where it cannot be kept now, the topic waits. */
export function spansTopic({ traces, limits, now, onKept, onUnreadable }: SpansTopicOptions): TakeIn {
  return async (records) => {
    for (const parts of together(records, onUnreadable)) {
      if ((await traces.keep(parts, now())).outcome === 'full') throw new Error(fullWords(limits));
      onKept();
    }
  };
}

/** What is kept at once, as far as one record is not more: split by trace, records are larger than they were. */
const MOST_BYTES = 16_777_216;

function* together(
  records: readonly IntakeRecord[],
  onUnreadable: SpansTopicOptions['onUnreadable'],
): Generator<readonly TracePart[]> {
  let held: readonly TracePart[] = [];
  for (const record of records) {
    const parts = partsIn(record, onUnreadable);
    if (held.length > 0 && bytesOf(held) + bytesOf(parts) > MOST_BYTES) {
      yield held;
      held = [];
    }
    held = [...held, ...parts];
  }
  if (held.length > 0) yield held;
}

function partsIn(record: IntakeRecord, onUnreadable: SpansTopicOptions['onUnreadable']): readonly TracePart[] {
  const { bytes } = record;
  try {
    return splitBody(bytes[0] === BRACE ? 'json' : 'protobuf', bytes).parts;
  } catch (error) {
    if (!(error instanceof UnusableRequest)) throw error;
    onUnreadable(record, error.message);
    return [];
  }
}

/** Every JSON request begins with it, and no request in protobuf does. */
const BRACE = '{'.codePointAt(0);
