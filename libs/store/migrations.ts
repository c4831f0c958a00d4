import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { OpenDatabase } from './database.js';
import { StoreError } from './store-error.js';

const runId = 'run_id';

const initial: Migration = {
  async up(db: Kysely<unknown>) {
    await createRuns(db);
    await createConversation(db);
    await db.schema
      .createTable('acceptances')
      .addColumn(runId, 'text', (column) => column.primaryKey())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('idempotency_key', 'text')
      .addColumn('body_hash', 'text')
      .addColumn('accepted_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('acceptances_key', ['tenant', 'idempotency_key'])
      .execute();
    await db.schema
      .createTable('checkpoints')
      .addColumn('projection', 'text', (column) => column.notNull())
      .addColumn('partition', 'integer', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('checkpoints_key', ['projection', 'partition'])
      .execute();
  },
};

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn(runId, 'text', (column) => column.primaryKey())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('parked', 'integer', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('architecture', 'text')
    .addColumn('family', 'text')
    .addColumn('comparison_id', 'text')
    .addColumn('rehearsed', 'integer', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('outcome', 'text')
    .addColumn('answers', 'text', (column) => column.notNull())
    .addColumn('graded', 'text')
    .execute();
  await db.schema.createIndex('runs_by_status').on('runs').columns(['tenant', 'status', runId]).execute();
  await db.schema.createIndex('runs_by_comparison').on('runs').columns(['comparison_id', runId]).execute();
  await db.schema
    .createTable('run_labels')
    .addColumn(runId, 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_labels_key', [runId, 'label'])
    .execute();
  await db.schema.createIndex('runs_by_label').on('run_labels').columns(['label', 'value', runId]).execute();
  await createAgents(db);
}

async function createAgents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agents')
    .addColumn(runId, 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('tier', 'text')
    .addColumn('turns', 'integer', (column) => column.notNull())
    .addColumn('messages', 'integer', (column) => column.notNull())
    .addColumn('tool_calls', 'integer', (column) => column.notNull())
    .addColumn('failed_attempts', 'integer', (column) => column.notNull())
    .addColumn('discarded_attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('agents_key', [runId, 'agent_id'])
    .execute();
}

async function createConversation(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messages')
    .addColumn(runId, 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('time', 'bigint', (column) => column.notNull())
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('recipients', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('max_chars', 'integer')
    .addColumn('accepted', 'integer')
    .addPrimaryKeyConstraint('messages_key', [runId, 'sequence'])
    .execute();
  await createUsage(db);
  await createApprovals(db);
}

async function createUsage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('usage')
    .addColumn(runId, 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('fate', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('input', 'bigint')
    .addColumn('output', 'bigint')
    .addColumn('cache_read', 'bigint')
    .addColumn('cache_write', 'bigint')
    .addColumn('reasoning', 'bigint')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('micro_dollars', 'bigint')
    .addColumn('maybe_repeated', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('usage_key', [runId, 'sequence'])
    .execute();
}

async function createApprovals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('approvals')
    .addColumn(runId, 'text', (column) => column.notNull())
    .addColumn('approval_id', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('decision', 'text')
    .addColumn('reason', 'text')
    .addColumn('actor', 'text')
    .addColumn('resolved_at', 'bigint')
    .addPrimaryKeyConstraint('approvals_key', [runId, 'approval_id'])
    .execute();
  await db.schema.createIndex('approvals_by_status').on('approvals').columns(['status', runId]).execute();
}

/**
 * In order of their names; a name that has been released is never changed. While an installation is upgraded, processes
 * of the version before work on the new schema: where they cannot, the name ends in `-breaks-older`.
 */
export type Migrations = Readonly<Record<string, Migration>>;

const settledLetters: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('settled_letters')
      .addColumn('partition', 'integer', (column) => column.notNull())
      .addColumn('offset', 'bigint', (column) => column.notNull())
      .addColumn('how', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('settled_letters_key', ['partition', 'offset'])
      .execute();
  },
};

const diagnoses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('diagnoses')
      .addColumn(runId, 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('up_to', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('diagnosed', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('diagnoses_key', [runId, 'version'])
      .execute();
  },
};

/** Runs that were there before have none, and no attempt of theirs counts as cut off. */
const requestedAttempts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('agents')
      .addColumn('requested_attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

const unloggedAcceptances: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['whole_hash', 'salt'])
      await db.schema.alterTable('acceptances').addColumn(column, 'text').execute();
  },
};

/** Of every store. */
export const MIGRATIONS: Migrations = {
  '0001-initial': initial,
  '0005-settled-letters': settledLetters,
  '0006-diagnoses': diagnoses,
  '0010-requested-attempts': requestedAttempts,
  '0011-unlogged-acceptances': unloggedAcceptances,
};

/**
 * Brings the schema up to date, and leaves one alone that a newer version has extended. Rejects with `schema_newer` where
 * it can no longer be worked on.
 */
export async function migrate(database: Pick<OpenDatabase, 'db' | 'hasTable'>, migrations: Migrations): Promise<void> {
  const unknown = (await executed(database)).filter((name) => !Object.hasOwn(migrations, name));
  const breaking = unknown.filter((name) => name.endsWith('-breaks-older'));
  if (breaking.length > 0) {
    throw new StoreError(
      'schema_newer',
      `the store was written by a newer version of Parley (its schema has ${breaking.join(', ')}): run that version or a later one`,
    );
  }
  if (unknown.length > 0) return;
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: database.db, provider }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('the schema could not be migrated');
}

async function executed({ db, hasTable }: Pick<OpenDatabase, 'db' | 'hasTable'>): Promise<readonly string[]> {
  if (!(await hasTable('kysely_migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}
