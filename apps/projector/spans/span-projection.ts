import { setTimeout as delay } from 'node:timers/promises';
import type { Partition, RunEvent } from '#events';
import { eventIn, type Projection, type ReceivedRecord } from '#event-log';
import type { Store } from '#store';
import type { DeliverSpans, RunTraces } from '#telemetry';
import type { ThreadShare } from './thread-share.js';
import type { SpanData } from '#spans';

/** The group that sends spans, and the name of its positions in the store. */
export const SPANS_GROUP = 'spans';
/** A batch of so many records waits for no more. */
const FULL_BATCH = 256;

export interface SpanProjectionOptions {
  readonly store: Pick<Store, 'positionOf' | 'apply'>;
  readonly traces: RunTraces;
  readonly deliver: DeliverSpans;
  /** Least time between small batches of a partition: few records wait for more, so that requests are few too. */
  readonly delayMs: number;
  readonly end: EndOfExport;
  readonly share: ThreadShare;
}

/** `closing`: nothing waits for more any longer. `stopped`: what is not sent yet is left to the next start. */
export interface EndOfExport {
  readonly closing: AbortSignal;
  readonly stopped: AbortSignal;
}

/**
 * Sends the spans that end with each record, and moves its position when the receiver has them: what a crash leaves
 * between the two is sent again, and is the same. It has its positions to itself, so it may lag as long as it must.
 */
export function spanProjection(options: SpanProjectionOptions): Projection {
  const { store, traces, deliver, end, share } = options;
  const waitForMore = pacing(options);
  return {
    group: SPANS_GROUP,
    topic: 'run-events',
    positionOf: (partition) => store.positionOf(SPANS_GROUP, partition),
    async apply(partition, batch, position) {
      const last = batch.at(-1);
      if (last === undefined) return;
      await waitForMore(partition, batch);
      await share.turn(end.closing);
      const events = eventsIn(batch);
      try {
        const spans = await spansEndedBy(events, options);
        if (spans.length > 0) await deliver(spans, end.stopped);
        await store.apply(SPANS_GROUP, partition, { events: [], position, next: last.offset + 1 });
      } catch (error) {
        // The folds have read what will come again.
        traces.forget(events.map(({ runId }) => runId));
        throw error;
      }
    },
  };
}

const eventsIn = (batch: readonly ReceivedRecord[]): readonly RunEvent[] =>
  batch.flatMap((record) => eventIn(record) ?? []);

type Readers = Pick<SpanProjectionOptions, 'traces' | 'share'>;

async function spansEndedBy(events: readonly RunEvent[], { traces, share }: Readers): Promise<readonly SpanData[]> {
  const spans: SpanData[] = [];
  const pause = share.begin();
  for (const event of events) spans.push(...(await traces.read(event)));
  pause();
  return spans;
}

function pacing({ delayMs, end }: Pick<SpanProjectionOptions, 'delayMs' | 'end'>) {
  const lastAt = new Map<Partition, number>();
  return async (partition: Partition, { length }: readonly ReceivedRecord[]): Promise<void> => {
    const waitMs = (lastAt.get(partition) ?? -Infinity) + delayMs - performance.now();
    if (length < FULL_BATCH && waitMs > 0) {
      await delay(waitMs, undefined, { signal: end.closing }).catch(() => undefined);
    }
    lastAt.set(partition, performance.now());
  };
}
