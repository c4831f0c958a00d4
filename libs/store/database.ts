import type { Generated, Kysely, Transaction } from 'kysely';
import type { EventType, RunId } from '#events';
import type { AcceptanceRow, Tables } from '#read-models';
import type { TraceTables } from './traces/trace-rows.js';

/** Scalars stand as they are, everything else as JSON text. */
type Column<Value> = Value extends string | number | null ? Value : string;
export type Stored<Row> = { readonly [Name in keyof Row]: Column<Row[Name]> };

interface CheckpointRow {
  readonly projection: string;
  readonly partition: number;
  readonly position: number;
}

/** `envelope`: what an event says beside these columns, as JSON. `data`: as `encodeData` gives it. */
export interface EventRow {
  readonly runId: RunId;
  readonly sequence: number;
  readonly type: EventType;
  readonly time: number;
  readonly envelope: string;
  readonly data: string;
}
/** `place`: by the order in which runs started. */
interface OpenRunRow {
  readonly runId: RunId;
  readonly partition: number;
  readonly place: Generated<number>;
}
interface BlobRow {
  readonly runId: RunId;
  readonly sha256: string;
  readonly content: Uint8Array;
}

interface OfficeRow {
  readonly runId: string;
  /** JSON. */
  readonly state: string;
}
interface OfficeReplyRow {
  readonly runId: string;
  readonly key: string;
  readonly told: string;
}

/**
 * What only a store has that processes share: every event, the runs that are open, those with a hole, blobs, offices, and the
 * traces of others.
 */
interface SharedTables extends TraceTables {
  readonly events: EventRow;
  readonly openRuns: OpenRunRow;
  readonly unreadableRuns: { readonly runId: RunId };
  readonly blobs: BlobRow;
  readonly offices: OfficeRow;
  readonly officeReplies: OfficeReplyRow;
}

/** `diagnosed`: JSON. */
interface DiagnosisRow {
  readonly runId: RunId;
  readonly version: string;
  readonly upTo: number;
  readonly at: number;
  readonly diagnosed: string;
}

/** `at`: epoch milliseconds. */
interface SettledLetterRow {
  readonly partition: number;
  readonly offset: number;
  readonly how: 'retried' | 'dropped';
  readonly at: number;
}

/** What the log does not say of a run that was accepted is null where nobody but the log has. */
interface KeptAcceptanceRow extends AcceptanceRow {
  readonly wholeHash: string | null;
  readonly salt: string | null;
}

export type Database = { readonly [Table in Exclude<keyof Tables, 'acceptances'>]: Stored<Tables[Table]> } & {
  readonly acceptances: KeptAcceptanceRow;
  readonly checkpoints: CheckpointRow;
  readonly settledLetters: SettledLetterRow;
  readonly diagnoses: DiagnosisRow;
} & SharedTables;
export type Db = Kysely<Database> | Transaction<Database>;

/** A database of one kind, open. The rest of the library says nothing that only one kind understands. */
export interface OpenDatabase {
  readonly db: Kysely<Database>;
  /** Runs a transaction that is on the disk when it resolves; others may be lost with the power, never half. */
  durably<T>(work: (transaction: Transaction<Database>) => Promise<T>): Promise<T>;
  hasTable(name: string): Promise<boolean>;
  /** A `StoreError` for what the driver reports; anything else as it is. */
  explained(error: unknown): unknown;
}

/** A row, or a part of one, as it is stored. */
export const stored = <Row extends object>(row: Row): Stored<Row> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  ) as Stored<Row>;

/** Undoes `stored`, given the names of the columns that hold JSON. */
export const loaded = <Row extends object>(row: Stored<Row>, json: readonly (keyof Row & string)[]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' && (json as readonly string[]).includes(name) ? (JSON.parse(value) as unknown) : value,
    ]),
  ) as Row;
