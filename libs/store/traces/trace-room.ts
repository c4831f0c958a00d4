import { sql, type Kysely } from 'kysely';
import pLimit from 'p-limit';
import type { Database } from '../database.js';

/** Keeps all traces together within a number of bytes. */
export interface TraceRoom {
  /** Has room for so many bytes more, for which the oldest traces that have been read had to go; false where that is not enough. */
  make(bytes: number): Promise<boolean>;
  /** So many of them are not needed after all. */
  giveBack(bytes: number): void;
}

/** Traces that go at once. */
const CHUNK = 16;
/** Who has written so large a part of the limit looks at what others have written meanwhile. */
const BLIND_PART = 1 / 64;

/**
 * Each process knows what it has written itself, and counts all again each time that this was 1/64 of the limit, and before
 * anything has to go or is turned away. So `n` processes together exceed the limit by n/64 of it at most.
 */
export function traceRoom(db: Kysely<Database>, limit: number): TraceRoom {
  const one = pLimit(1);
  let [held, blind] = [0, Infinity];
  const look = async (): Promise<void> => {
    held = await heldIn(db);
    blind = 0;
  };
  async function make(bytes: number): Promise<boolean> {
    if (blind > limit * BLIND_PART || held + bytes > limit) await look();
    while (held + bytes > limit) {
      const gone = await removeOldest(db);
      if (gone.length === 0) return false;
      held -= gone.reduce((sum, one) => sum + one, 0);
    }
    held += bytes;
    blind += bytes;
    return true;
  }
  return {
    make: (bytes) => one(() => make(bytes)),
    giveBack: (bytes) => {
      held -= bytes;
    },
  };
}

async function heldIn(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{
    readonly bytes: number;
  }>`select coalesce(sum(bytes), 0)::bigint as bytes from received_traces`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** What others are removing, or are at, is passed over. */
async function removeOldest(db: Kysely<Database>): Promise<readonly number[]> {
  const rows = await db
    .deleteFrom('receivedTraces')
    .where('traceId', 'in', (query) =>
      query
        .selectFrom('receivedTraces')
        .select('traceId')
        .where('findings', 'is not', null)
        .orderBy('updatedAt')
        .limit(CHUNK)
        .forUpdate()
        .skipLocked(),
    )
    .returning('bytes')
    .execute();
  return rows.map(({ bytes }) => bytes);
}
