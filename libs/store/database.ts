import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '#read-models';

/** Scalars stand as they are, everything else as JSON text. */
type Column<Value> = Value extends string | number | null ? Value : string;
export type Stored<Row> = { readonly [Name in keyof Row]: Column<Row[Name]> };

interface CheckpointRow {
  readonly projection: string;
  readonly partition: number;
  readonly position: number;
}

export type Database = { readonly [Table in keyof Tables]: Stored<Tables[Table]> } & {
  readonly checkpoints: CheckpointRow;
};
export type Db = Kysely<Database> | Transaction<Database>;

/** A database of one kind, open. The rest of the library says nothing that only one kind understands. */
export interface OpenDatabase {
  readonly db: Kysely<Database>;
  /** Runs a transaction that is on the disk when it resolves; others may be lost with the power, never half. */
  durably<T>(work: (transaction: Transaction<Database>) => Promise<T>): Promise<T>;
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
