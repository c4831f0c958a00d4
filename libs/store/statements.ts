import type { Compilable, CompiledQuery, Insertable, QueryResult, Updateable } from 'kysely';
import type { RunId } from '#events';
import type { AgentCounts, RunRow, Tables } from '#read-models';
import { stored, type Database, type Db } from './database.js';

type Values = Readonly<Record<string, unknown>>;

/** The statements that every batch repeats, compiled once per shape: compiling costs several times what running does. */
export interface Statements {
  insert(db: Db, table: keyof Tables, row: object): Promise<void>;
  updateRun(db: Db, runId: RunId, set: Partial<RunRow>): Promise<void>;
  addCounts(db: Db, agent: { readonly runId: RunId; readonly agentId: string }, counts: AgentCounts): Promise<void>;
  /** Whether the checkpoint stood where it was believed to. */
  moveCheckpoint(db: Db, checkpoint: CheckpointMove): Promise<boolean>;
}
export interface CheckpointMove {
  readonly projection: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

export function preparedStatements(): Statements {
  const shapes = new Map<string, CompiledQuery>();
  /** `build` must bind `parameters`, or others in their places, in this order. */
  const run = (
    db: Db,
    shape: string,
    build: () => Compilable,
    parameters: readonly unknown[],
  ): Promise<QueryResult<unknown>> => {
    const compiled = shapes.get(shape) ?? build().compile();
    shapes.set(shape, compiled);
    return db.executeQuery({ ...compiled, parameters });
  };
  return {
    async insert(db, table, row) {
      const values = sorted(stored(row));
      await run(db, `insert ${table}`, () => insertInto(db, table, values), Object.values(values));
    },
    async updateRun(db, runId, set) {
      const values = sorted(stored(set));
      const shape = `update ${Object.keys(values).join()}`;
      await run(db, shape, () => updateRun(db, runId, values), [...Object.values(values), runId]);
    },
    async addCounts(db, { runId, agentId }, counts) {
      const values = sorted(counts);
      const parameters = [...Object.values(values), runId, agentId];
      await run(db, 'add', () => addTo(db, runId, agentId, values), parameters);
    },
    async moveCheckpoint(db, move) {
      const parameters = [move.to, move.projection, move.partition, move.from];
      const { numAffectedRows } = await run(db, 'move', () => moveCheckpoint(db, move), parameters);
      return numAffectedRows === 1n;
    },
  };
}

/** The same columns are the same shape, in whatever order an object has them. */
const sorted = (row: object): Values => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/** An acceptance may be there already; every other row is new, and a conflict is an error. */
function insertInto(db: Db, table: keyof Tables, values: Values): Compilable {
  const insert = db.insertInto(table).values(values as Insertable<Database[typeof table]>);
  return table === 'acceptances' ? insert.onConflict((conflict) => conflict.doNothing()) : insert;
}

const updateRun = (db: Db, runId: RunId, values: Values): Compilable =>
  db
    .updateTable('runs')
    .set(values as Updateable<Database['runs']>)
    .where('runId', '=', runId);

const addTo = (db: Db, runId: RunId, agentId: string, values: Values): Compilable =>
  db
    .updateTable('agents')
    .set((eb) => Object.fromEntries(Object.keys(values).map((name) => [name, eb(name as keyof AgentCounts, '+', 0)])))
    .where('runId', '=', runId)
    .where('agentId', '=', agentId as Database['agents']['agentId']);

const moveCheckpoint = (db: Db, { projection, partition, from, to }: CheckpointMove): Compilable =>
  db
    .updateTable('checkpoints')
    .set({ position: to })
    .where('projection', '=', projection)
    .where('partition', '=', partition)
    .where('position', '=', from);
