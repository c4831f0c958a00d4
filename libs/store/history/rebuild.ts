import type { Kysely } from 'kysely';
import type { RunEvent, RunId } from '#events';
import { changesOf, changesOfUnreadable, RUNS_PROJECTION } from '#read-models';
import { applyChanges } from '../apply-changes.js';
import type { Database, Db } from '../database.js';
import { READ_MODELS, removeRows } from '../removal.js';
import { preparedStatements, type Statements } from '../statements.js';
import { eventOf } from './stored-event.js';

/** Runs in one transaction. */
const CHUNK = 16;

/**
 * Makes the read models of all runs anew from their events, a few runs at a time, while others read and project: they see
 * every run as it was or as it is now. Resolves with how many runs there were; `onRuns` is told how many are done.
 */
export async function rebuildReadModels(db: Kysely<Database>, onRuns: (done: number) => void): Promise<number> {
  const statements = preparedStatements();
  let done = 0;
  for (let runIds = await runsAfter(db, ''); runIds.length > 0; runIds = await runsAfter(db, runIds.at(-1) ?? '')) {
    await db.transaction().execute((transaction) => rebuild(transaction, statements, runIds));
    done += runIds.length;
    onRuns(done);
  }
  return done;
}

/** The next runs in order; also those of which there is nothing but a read model. */
async function runsAfter(db: Db, after: string): Promise<readonly RunId[]> {
  const started = db
    .selectFrom('events')
    .select('runId')
    .where('runId', '>', after as RunId)
    .where('sequence', '=', 1)
    .orderBy('runId')
    .limit(CHUNK);
  const shown = db
    .selectFrom('runs')
    .select('runId')
    .where('runId', '>', after as RunId)
    .orderBy('runId')
    .limit(CHUNK);
  // Each limited by itself: a union of all there is would be read whole for every step.
  const runs = await db
    .selectFrom(started.as('started'))
    .select('runId')
    .union(db.selectFrom(shown.as('shown')).select('runId'))
    .orderBy('runId')
    .limit(CHUNK)
    .execute();
  return runs.map(({ runId }) => runId);
}

async function rebuild(db: Db, statements: Statements, runIds: readonly RunId[]): Promise<void> {
  await holdBackProjectors(db);
  await removeRows(db, READ_MODELS, runIds);
  const changes = [
    ...(await eventsOf(db, runIds)).flatMap(changesOf),
    ...(await unreadableOf(db, runIds)).flatMap(changesOfUnreadable),
  ];
  await applyChanges(db, statements, changes);
}

/** Until the transaction ends: each of them moves its checkpoint first. */
const holdBackProjectors = (db: Db) =>
  db
    .selectFrom('checkpoints')
    .select('position')
    .where('projection', '=', RUNS_PROJECTION)
    .orderBy('partition')
    .forUpdate()
    .execute();

async function eventsOf(db: Db, runIds: readonly RunId[]): Promise<readonly RunEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('runId', 'in', runIds)
    .orderBy('runId')
    .orderBy('sequence')
    .execute();
  return rows.map(eventOf);
}

async function unreadableOf(db: Db, runIds: readonly RunId[]): Promise<readonly RunId[]> {
  const rows = await db.selectFrom('unreadableRuns').select('runId').where('runId', 'in', runIds).execute();
  return rows.map(({ runId }) => runId);
}
