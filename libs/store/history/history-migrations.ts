import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { MIGRATIONS, type Migrations } from '../migrations.js';
import { receivedServices, receivedTimes, receivedTraces } from '../traces/trace-migration.js';

const runId = 'run_id';

const history: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('events')
      .addColumn(runId, 'text', (column) => column.notNull())
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('time', 'bigint', (column) => column.notNull())
      .addColumn('envelope', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('events_key', [runId, 'sequence'])
      .execute();
    await db.schema
      .createTable('open_runs')
      .addColumn(runId, 'text', (column) => column.primaryKey())
      .addColumn('partition', 'integer', (column) => column.notNull())
      .addColumn('place', 'bigint', (column) => column.notNull().generatedAlwaysAsIdentity())
      .execute();
    await db.schema.createIndex('open_runs_by_place').on('open_runs').columns(['partition', 'place']).execute();
    await db.schema
      .createTable('unreadable_runs')
      .addColumn(runId, 'text', (column) => column.primaryKey())
      .execute();
  },
};

const blobs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('blobs')
      .addColumn(runId, 'text', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('content', 'bytea', (column) => column.notNull())
      .addPrimaryKeyConstraint('blobs_key', [runId, 'sha256'])
      .execute();
  },
};

const offices: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('offices')
      .addColumn(runId, 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('office_replies')
      .addColumn(runId, 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('told', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('office_replies_key', [runId, 'key'])
      .execute();
  },
};

/** Of a store that is the history of its runs and holds their blobs and offices, and the traces of others. */
export const HISTORY_MIGRATIONS: Migrations = {
  ...MIGRATIONS,
  '0002-history': history,
  '0003-blobs': blobs,
  '0004-offices': offices,
  '0007-received-traces': receivedTraces,
  '0008-received-services': receivedServices,
  '0009-received-times': receivedTimes,
};
