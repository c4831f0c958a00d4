import type { Partition, RunEvent, RunHistory, RunId } from '#events';
import type { Db, EventRow } from '../database.js';
import { StoreError } from '../store-error.js';
import { Awaited } from './awaited.js';
import { eventOf } from './stored-event.js';

/** The history that `projectEvents` keeps. */
export interface StoredHistory extends RunHistory {
  /** Keeps nobody waiting any longer. */
  close(): void;
}

/** `timeoutMs`: how long what is asked for may take to arrive. */
export function storedHistory(db: Db, timeoutMs: number): StoredHistory {
  const sequences = new Awaited<Reach>({
    reached: (reaches) => reachedIn(db, reaches),
    describe: ({ runId, sequence }) => `run ${runId} has not reached sequence ${sequence}`,
    timeoutMs,
  });
  return {
    async eventsOf(runId, { from = 1, atLeast = 0 } = {}) {
      const first = atLeast === 0 ? from : Math.min(from, atLeast);
      let events = await eventsFrom(db, runId, first);
      if ((events.at(-1)?.sequence ?? 0) < atLeast) {
        await sequences.reach({ runId, sequence: atLeast });
        events = await eventsFrom(db, runId, first);
      }
      return events.filter(({ sequence }) => sequence >= from);
    },
    openRuns: (partition) => openRuns(db, partition),
    close() {
      sequences.close();
    },
  };
}

interface Reach {
  readonly runId: RunId;
  readonly sequence: number;
}

/** Rejects with `unreadable` where one is missing or is none: a run with a hole is never folded. */
async function eventsFrom(db: Db, runId: RunId, from: number): Promise<readonly RunEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('runId', '=', runId)
    .where('sequence', '>=', from)
    .orderBy('sequence')
    .execute();
  if (rows.some(({ sequence }, index) => sequence !== from + index)) throw unreadable(runId);
  if (await isMarked(db, runId)) throw unreadable(runId);
  return rows.map(decoded);
}

async function isMarked(db: Db, runId: RunId): Promise<boolean> {
  const found = await db.selectFrom('unreadableRuns').select('runId').where('runId', '=', runId).executeTakeFirst();
  return found !== undefined;
}

function decoded(row: EventRow): RunEvent {
  try {
    return eventOf(row);
  } catch (error) {
    throw unreadable(row.runId, error);
  }
}

const unreadable = (runId: RunId, cause?: unknown): StoreError =>
  new StoreError(
    'unreadable',
    `run ${runId} cannot be restored: some of its events cannot be read; restore them from a backup: other runs are not affected`,
    { cause },
  );

async function openRuns(db: Db, partition: Partition): Promise<readonly RunId[]> {
  const rows = await db
    .selectFrom('openRuns')
    .select('runId')
    .where('partition', '=', partition)
    .orderBy('place')
    .execute();
  return rows.map(({ runId }) => runId);
}

/** A run's events come in order, so that one that is there has all before it. */
async function reachedIn(db: Db, reaches: readonly Reach[]): Promise<ReadonlySet<Reach>> {
  const rows = await db
    .selectFrom('events')
    .select(['runId', 'sequence'])
    .where((eb) =>
      eb(
        eb.refTuple('runId', 'sequence'),
        'in',
        reaches.map(({ runId, sequence }) => eb.tuple(eb.val(runId), eb.val(sequence))),
      ),
    )
    .execute();
  const found = new Set(rows.map(({ runId, sequence }) => `${runId}:${sequence}`));
  return new Set(reaches.filter(({ runId, sequence }) => found.has(`${runId}:${sequence}`)));
}
