import type { Partition, RunEvent, RunId } from '#events';
import { endStateOf, firstStateOf, type EndedState, type RunState } from '../core/run-state.js';
import type { Commit } from '../core/storage.js';
import { diagnosisIn, eventIn, type Offset, type ReceivedRecord, type Topic } from '../port.js';
import { headerOf } from './record-line.js';

/** A batch that has grown beyond this many characters takes no more, so that reading one record never unpacks much. */
const FULL_CHARACTERS = 64_000;

export interface Span {
  readonly partition: Partition;
  readonly first: Offset;
  next: Offset;
}

/** What a batch does to a run. */
export interface RunTouch {
  readonly runId: RunId;
  readonly partition: Partition;
  /** Of the run's first event in the batch. */
  readonly sequence: number;
  /** The state that this event leaves the run in, should it be the run's first. */
  readonly state: RunState;
  ended?: EndedState;
}

/** One topic's records of a commit, as they are stored. */
export class BatchBuilder {
  readonly spans: Span[] = [];
  readonly runs = new Map<RunId, RunTouch>();
  /** Runs that it speaks of without an event of theirs. */
  readonly mentioned = new Set<RunId>();
  text = '';

  constructor(readonly topic: Topic) {}

  get full(): boolean {
    return this.text.length > FULL_CHARACTERS;
  }

  add(record: ReceivedRecord, value: string): void {
    this.text += `${this.text === '' ? '' : '\n'}${headerOf(record)}\n${value}`;
    this.#span(record);
    const event = eventIn(record);
    if (event !== undefined) this.#touch(event, record.partition);
    const diagnosis = diagnosisIn(record);
    if (diagnosis !== undefined) this.mentioned.add(diagnosis.runId);
  }

  #span({ partition, offset }: ReceivedRecord): void {
    const span = this.spans.find((known) => known.partition === partition);
    if (span === undefined) this.spans.push({ partition, first: offset, next: offset + 1 });
    else span.next = offset + 1;
  }

  #touch(event: RunEvent, partition: Partition): void {
    const { runId, sequence } = event;
    let touch = this.runs.get(runId);
    if (touch === undefined) this.runs.set(runId, (touch = { runId, partition, sequence, state: firstStateOf(event) }));
    const ended = endStateOf(event);
    if (ended !== undefined) touch.ended = ended;
  }
}

/** The batches of a commit, in the order in which they are filled. */
export function batchesOf({ records, values }: Commit): readonly BatchBuilder[] {
  const batches: BatchBuilder[] = [];
  const open = new Map<Topic, BatchBuilder>();
  records.forEach((record, i) => {
    let batch = open.get(record.topic);
    if (batch === undefined || batch.full) {
      batch = new BatchBuilder(record.topic);
      open.set(record.topic, batch);
      batches.push(batch);
    }
    batch.add(record, values[i] ?? '');
  });
  return batches;
}
