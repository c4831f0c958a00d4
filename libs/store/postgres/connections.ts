import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, types, type CustomTypesConfig, type PoolClient } from 'pg';
import { isReadOnly, isUnanswered } from './postgres-errors.js';
import type { PostgresSettings } from './postgres-settings.js';

/** How long a statement waits for a connection: a new one, or one that others have in use. */
const CONNECT_MS = 5_000;
/** An answer that takes longer will not come: its server may have gone without a word. */
const ANSWER_MS = 30_000;
/** A process that stops within a transaction (SIGSTOP, a lost network) keeps what it has locked for so long at most. */
const IDLE_IN_TRANSACTION_MS = 20_000;

/** Never waits for an answer longer than half a minute, unless it is `patient`. */
export function connections({ url, connections: max }: PostgresSettings, { patient = false } = {}): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    ...(!patient && { query_timeout: ANSWER_MS }),
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    fallback_application_name: 'parley',
    types: NUMBERS,
  });
  // An idle connection was lost: the pool has let go of it already.
  pool.on('error', ignored);
  // The pool listens to idle connections only, and an error that nobody listens to ends the process. From the beginning: a
  // server that goes down may say so with the very bytes that make the connection ready.
  pool.on('connect', (client) => {
    client.on('error', ignored);
  });
  return {
    options: pool.options,
    connect: async () => checkedOut(await pool.connect()),
    end: () => pool.end(),
  };
}

const { INT8 } = types.builtins;
/** 64-bit integers come as numbers: positions, times and counts all fit. */
const NUMBERS: CustomTypesConfig = {
  getTypeParser: (type, format): unknown => (type === INT8 ? Number : types.getTypeParser(type, format)),
};

/** Whoever waits for an answer is told by it; a connection that is lost the pool does not take back. */
const ignored = (): void => undefined;

/**
 * A connection in use. One whose server takes no changes any more does not go back to the pool, nor does one whose server
 * has not answered, of which nothing more is asked.
 */
function checkedOut(client: PoolClient): PostgresPoolClient {
  let unfit = false;
  let unanswered: Error | undefined;
  const query = async (statement: string, parameters: readonly unknown[]) => {
    if (unanswered !== undefined) throw unanswered;
    try {
      return await client.query(statement, parameters.map(storable));
    } catch (error) {
      if (isUnanswered(error)) unanswered = error;
      unfit ||= isReadOnly(error);
      throw error;
    }
  };
  return {
    // Streams need a `cursor`, which the dialect is not given.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy = false) => {
      client.release(destroy || unfit || unanswered !== undefined);
    },
  };
}

/** PostgreSQL's text holds any character but U+0000. */
const storable = (parameter: unknown): unknown =>
  typeof parameter === 'string' ? parameter.replaceAll('\u0000', '\uFFFD') : parameter;
