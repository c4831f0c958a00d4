import path from 'node:path';
import { Client } from 'pg';
import { planPostgres } from '../../tools/servers/plans/postgres.js';
import { discard, launch, type RunningServer } from '../../tools/servers/running-server.js';
import { copyOf, type ServerCopy } from './server-copy.js';

export interface PostgresServer {
  /** The URL of a database that is new and empty. */
  database(): Promise<string>;
  /** Rows of one statement, as `postgres`, in this database or that of the user. */
  ask(statement: string, url?: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends it by the signal, and starts it again at the same address. */
  restart(signal: NodeJS.Signals): Promise<void>;
  stop(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Of all its databases. */
  copy(): Promise<ServerCopy>;
  /** Stops it, and removes all that it has. */
  remove(): Promise<void>;
}

/** A PostgreSQL of one's own, without the waits for a disk: what is tested is not the power of the machine. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const plan = await planPostgres({ fsync: 'off', ...settings });
  let running: RunningServer = await launch(plan);
  let databases = 0;
  const administration = plan.exports.PARLEY_POSTGRES_URL ?? '';
  const ask = async (statement: string, url = administration) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const stop = (signal: NodeJS.Signals) => running.end(signal);
  const start = async () => {
    running = await launch(plan);
  };
  return {
    async database() {
      const url = new URL(administration);
      url.pathname = `/test_${++databases}`;
      await ask(`create database test_${databases}`);
      return url.href;
    },
    ask,
    restart: async (signal) => {
      await stop(signal);
      await start();
    },
    stop,
    start,
    copy: () => copyOf({ data: path.join(plan.directory, 'data'), stop: () => stop(plan.stopSignal), start }),
    remove: () => discard([running]),
  };
}
