import type { RunId } from '#events';
import type { Infrastructure } from '#platform';
import type { CarriedRun } from './carried-run.js';

export interface Imported {
  readonly imported: readonly RunId[];
  /** Left as they are: the log had them already. */
  readonly present: readonly RunId[];
}

/** Runs, and bytes of blobs and UTF-16 units of events, that go into the log together at most, but for a run that is larger. */
const RUNS = 64;
const SIZE = 8_000_000;

/** Takes runs in that the log does not have; what they own is there before they are. */
export async function importRuns(
  { log, history, blobs, offices }: Infrastructure,
  runs: AsyncIterable<CarriedRun>,
): Promise<Imported> {
  const imported: RunId[] = [];
  const present: RunId[] = [];
  for await (const batch of inBatches(runs)) {
    const fresh: CarriedRun[] = [];
    for (const run of batch) {
      if ((await history.eventsOf(run.runId)).length === 0) fresh.push(run);
    }
    for (const { runId, blobs: owned, office } of fresh) {
      for (const { ref, content } of owned) await blobs.put(runId, content, ref.mediaType);
      if (office !== undefined) await offices.open(runId, office);
    }
    const adopted = new Set(await log.adopt(fresh));
    for (const { runId } of batch) (adopted.has(runId) ? imported : present).push(runId);
  }
  return { imported, present };
}

async function* inBatches(runs: AsyncIterable<CarriedRun>): AsyncGenerator<readonly CarriedRun[]> {
  let batch: CarriedRun[] = [];
  let size = 0;
  for await (const run of runs) {
    batch.push(run);
    size += sizeOf(run);
    if (batch.length < RUNS && size < SIZE) continue;
    yield batch;
    [batch, size] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

const sizeOf = ({ events, blobs }: CarriedRun): number =>
  blobs.reduce((sum, { ref }) => sum + ref.bytes, 0) + JSON.stringify(events).length;
