import type { Partition, RunId } from '#events';
import { encoded } from '../core/pending-record.js';
import { pause } from '../core/task-context.js';
import { isLogError } from '../errors.js';
import type { OutgoingRecord, WholeRun } from '../port.js';
import type { EventsGround } from './tenures.js';

/** How often the runs of a partition are tried, where others take the partition over meanwhile. */
const ATTEMPTS = 5;

/**
 * Takes the partition from whoever decides there, writes those of the runs that are new in one transaction, and lets go.
 * Who was fenced takes it over anew once it notices: with the next record that it is to decide on.
 */
export async function adoptInto(
  partition: Partition,
  runs: readonly WholeRun[],
  ground: EventsGround,
): Promise<readonly RunId[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptInto(partition, runs, ground);
    } catch (error) {
      if (attempt === ATTEMPTS || !isLogError(error) || error.code !== 'log_fenced') throw error;
      await pause(ground.pauses.retryMs, new AbortController().signal);
    }
  }
}

async function attemptInto(
  partition: Partition,
  runs: readonly WholeRun[],
  ground: EventsGround,
): Promise<readonly RunId[]> {
  const transactor = await ground.transactor(partition);
  try {
    const position = (await transactor.committed()) ?? 0;
    const history = await ground.takeOverHistory(partition);
    const known = await Promise.all(runs.map(async ({ runId }) => (await history.eventsOf(runId)).length > 0));
    const fresh = runs.filter((_, i) => known[i] === false);
    if (fresh.length === 0) return [];
    ground.written(await transactor.commit(ground.wiresOf(encoded(fresh.flatMap(recordsOf))), position));
    return fresh.map(({ runId }) => runId);
  } finally {
    await transactor.close();
  }
}

const recordsOf = ({ events }: WholeRun): readonly OutgoingRecord[] =>
  events.map((message) => ({ topic: 'run-events', message }));
