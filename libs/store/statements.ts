import { sql, type Compilable, type CompiledQuery, type QueryResult, type RawBuilder, type Updateable } from 'kysely';
import type { RunId } from '#events';
import type { AgentCounts, RunRow } from '#read-models';
import { stored, type Database, type Db } from './database.js';

type Values = Readonly<Record<string, unknown>>;

/** The statements that every batch repeats, compiled once per shape: compiling costs several times what running does. */
export interface Statements {
  /** Rows of a table have the same columns. */
  insert(db: Db, table: keyof Database, rows: readonly object[]): Promise<void>;
  updateRun(db: Db, runId: RunId, set: Partial<RunRow>): Promise<void>;
  /** How far these runs have come; each is named once. */
  moveRuns(db: Db, moves: readonly RunMove[]): Promise<void>;
  /** Each agent is named once. */
  addCounts(db: Db, counts: readonly CountsOfAgent[]): Promise<void>;
  /** Whether the checkpoint stood where it was believed to. */
  moveCheckpoint(db: Db, checkpoint: CheckpointMove): Promise<boolean>;
}
export type RunMove = Pick<RunRow, 'runId' | 'sequence' | 'updatedAt'>;
export interface CountsOfAgent extends AgentCounts {
  readonly runId: RunId;
  readonly agentId: string;
}
export interface CheckpointMove {
  readonly projection: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

type Run = (
  db: Db,
  shape: string,
  build: () => Compilable,
  parameters: readonly unknown[],
) => Promise<QueryResult<unknown>>;

/** `build` must bind `parameters`, or others in their places, in this order. */
function compilingOnce(): Run {
  const shapes = new Map<string, CompiledQuery>();
  return (db, shape, build, parameters) => {
    const compiled = shapes.get(shape) ?? build().compile();
    shapes.set(shape, compiled);
    return db.executeQuery({ ...compiled, parameters });
  };
}

export function preparedStatements(): Statements {
  const run = compilingOnce();
  return {
    async insert(db, table, rows) {
      for (const chunk of chunksOf(rows.map((row) => sorted(stored(row))))) {
        const shape = `insert ${chunk.length} ${table}`;
        await run(db, shape, () => insertInto(db, table, chunk), chunk.flatMap(Object.values));
      }
    },
    async updateRun(db, runId, set) {
      const values = sorted(stored(set));
      const shape = `update ${Object.keys(values).join()}`;
      await run(db, shape, () => updateRun(db, runId, values), [...Object.values(values), runId]);
    },
    async moveRuns(db, moves) {
      for (const chunk of chunksOf(moves.map(moveParameters))) {
        await run(db, `move ${chunk.length}`, () => compilable(db, moveRuns(chunk)), chunk.flat());
      }
    },
    async addCounts(db, counts) {
      for (const chunk of chunksOf(counts.map(countParameters))) {
        await run(db, `add ${chunk.length}`, () => compilable(db, addCounts(chunk)), chunk.flat());
      }
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

/** Rows that one statement takes: few numbers, so that there are few shapes. */
const CHUNKS = [64, 8, 1] as const;

function* chunksOf<T>(rows: readonly T[]): Iterable<readonly T[]> {
  let from = 0;
  for (const size of CHUNKS) {
    for (; rows.length - from >= size; from += size) yield rows.slice(from, from + size);
  }
}

/** Rows that may be there already; every other row is new, and a conflict is an error. */
const KEPT: ReadonlySet<keyof Database> = new Set(['acceptances', 'unreadableRuns']);

function insertInto(db: Db, table: keyof Database, rows: readonly Values[]): Compilable {
  const insert = db.insertInto(table).values(rows);
  return KEPT.has(table) ? insert.onConflict((conflict) => conflict.doNothing()) : insert;
}

const updateRun = (db: Db, runId: RunId, values: Values): Compilable =>
  db
    .updateTable('runs')
    .set(values as Updateable<Database['runs']>)
    .where('runId', '=', runId);

const compilable = (db: Db, statement: RawBuilder<unknown>): Compilable => ({ compile: () => statement.compile(db) });

type Parameters = readonly (string | number)[];
const moveParameters = ({ runId, sequence, updatedAt }: RunMove): Parameters => [runId, sequence, updatedAt];
const countParameters = (counts: CountsOfAgent): Parameters => [
  counts.runId,
  counts.agentId,
  counts.turns,
  counts.messages,
  counts.toolCalls,
  counts.failedAttempts,
  counts.discardedAttempts,
  counts.requestedAttempts,
];

/** A table of these rows, whose columns are called column1, column2, ...; numbers are whole. */
const tableOf = (rows: readonly Parameters[]) => {
  const cell = (value: string | number) => (typeof value === 'number' ? sql`cast(${value} as bigint)` : sql`${value}`);
  return sql`(values ${sql.join(rows.map((row) => sql`(${sql.join(row.map(cell))})`))})`;
};

const moveRuns = (rows: readonly Parameters[]) => sql`
  update runs set sequence = moved.column2, updated_at = moved.column3
  from ${tableOf(rows)} as moved where run_id = moved.column1`;

const addCounts = (rows: readonly Parameters[]) => sql`
  update agents set turns = turns + added.column3, messages = messages + added.column4,
    tool_calls = tool_calls + added.column5, failed_attempts = failed_attempts + added.column6,
    discarded_attempts = discarded_attempts + added.column7,
    requested_attempts = requested_attempts + added.column8
  from ${tableOf(rows)} as added where run_id = added.column1 and agent_id = added.column2`;

const moveCheckpoint = (db: Db, { projection, partition, from, to }: CheckpointMove): Compilable =>
  db
    .updateTable('checkpoints')
    .set({ position: to })
    .where('projection', '=', projection)
    .where('partition', '=', partition)
    .where('position', '=', from);
