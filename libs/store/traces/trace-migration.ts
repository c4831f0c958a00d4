import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const traceId = 'trace_id';

export const receivedTraces: Migration = {
  async up(db: Kysely<unknown>) {
    await createTraces(db);
    await db.schema
      .createTable('received_parts')
      .addColumn(traceId, 'text', (column) =>
        column.notNull().references('received_traces.trace_id').onDelete('cascade'),
      )
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('place', 'bigint', (column) => column.notNull().generatedAlwaysAsIdentity())
      .addColumn('encoding', 'text', (column) => column.notNull())
      .addColumn('body', 'bytea', (column) => column.notNull())
      .addPrimaryKeyConstraint('received_parts_key', [traceId, 'hash'])
      .execute();
    await db.schema
      .createTable('received_keys')
      .addColumn(traceId, 'text', (column) =>
        column.notNull().references('received_traces.trace_id').onDelete('cascade'),
      )
      .addColumn('key', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('received_keys_key', [traceId, 'key'])
      .execute();
    await db.schema.createIndex('received_by_key').on('received_keys').columns(['key', traceId]).execute();
  },
};

async function createTraces(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('received_traces')
    .addColumn(traceId, 'text', (column) => column.primaryKey())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('spans', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('has_root', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('findings', 'text')
    .addColumn('process', 'text')
    .addColumn('started_ms', 'double precision')
    .addColumn('ended_ms', 'double precision')
    .addColumn('diagnosis', 'text')
    .execute();
  for (const index of INDEXES) await sql.raw(index).execute(db);
}

/** What was read before is read again, for what reports need of it. */
export const receivedServices: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('received_traces').addColumn('service', 'text').execute();
    await sql`create index received_by_service on received_traces (service, received_at, trace_id)
      where service is not null`.execute(db);
    await sql`update received_traces set findings = null, diagnosis = null, tries = 0, due_at = updated_at
      where findings is not null`.execute(db);
  },
};

/** What was told at times that no uint64 of nanoseconds is: such spans are left out now. */
export const receivedTimes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update received_traces set findings = null, diagnosis = null, tries = 0, due_at = updated_at
      where findings is not null and not (started_ms >= 0 and ended_ms < 1.8446744073709552e13)`.execute(db);
  },
};

const INDEXES = [
  'create index received_by_age on received_traces (received_at, trace_id)',
  'create index received_by_due on received_traces (due_at) where due_at is not null',
  'create index received_settled on received_traces (updated_at) where findings is not null',
  'create index received_by_process on received_traces (process, started_ms) where process is not null',
];
