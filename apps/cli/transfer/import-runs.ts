import type { OutgoingRecord } from '#event-log';
import { asCommandId, isTerminal, type CommandOf, type RunId } from '#events';
import type { Infrastructure } from '#platform';
import { v7 } from 'uuid';
import { TENANT } from '../installation/stored-runs.js';
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
export async function importRuns(installation: Infrastructure, runs: AsyncIterable<CarriedRun>): Promise<Imported> {
  const imported: RunId[] = [];
  const present: RunId[] = [];
  for await (const batch of inBatches(runs)) {
    const adopted = new Set(await takeIn(batch, installation));
    for (const { runId } of batch) (adopted.has(runId) ? imported : present).push(runId);
  }
  return { imported, present };
}

async function takeIn(runs: readonly CarriedRun[], installation: Infrastructure): Promise<readonly RunId[]> {
  const { log, history, alone } = installation;
  const fresh: CarriedRun[] = [];
  for (const run of runs) if ((await history.eventsOf(run.runId)).length === 0) fresh.push(run);
  for (const run of fresh) await putDown(run, installation);
  const adopted = await log.adopt(fresh);
  if (!alone) await log.publish(fresh.filter((run) => adopted.includes(run.runId) && isOpen(run)).map(wakeUp));
  return adopted;
}

/** What the run owns. */
async function putDown({ runId, blobs: owned, office }: CarriedRun, { blobs, offices }: Infrastructure): Promise<void> {
  for (const { ref, content } of owned) await blobs.put(runId, content, ref.mediaType);
  if (office !== undefined) await offices.open(runId, office);
}

const isOpen = ({ events }: CarriedRun): boolean => events[0]?.type === 'RunStarted' && !events.some(isTerminal);

/** Leads to nothing by itself; whoever is to decide on it, in another process, gets to know the run with all its timers. */
function wakeUp({ runId }: CarriedRun): OutgoingRecord {
  const time = Date.now();
  const message: CommandOf<'FireTimer'> = {
    type: 'FireTimer',
    runId,
    tenant: TENANT,
    source: '/parley/cli',
    time,
    actor: 'system:import',
    id: asCommandId(v7()),
    data: { timerId: 'imported', dueAt: time },
  };
  return { topic: 'run-commands', message };
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
