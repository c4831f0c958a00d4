import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a server had at some time. */
export interface ServerCopy {
  /** Gives it that back, once, and starts it with it. */
  putBack(): Promise<void>;
}
export interface CopiedServer {
  /** The directory in which it keeps all it has. */
  readonly data: string;
  readonly stop: () => Promise<unknown>;
  readonly start: () => Promise<void>;
}

/** Taken while the server is stopped for it. */
export async function copyOf({ data, stop, start }: CopiedServer): Promise<ServerCopy> {
  const kept = `${data}.copy`;
  await stop();
  // With its owner, without whom PostgreSQL does not take it.
  await promisify(execFile)('cp', ['-a', data, kept]);
  await start();
  return {
    putBack: async () => {
      await stop();
      await rm(data, { recursive: true });
      await rename(kept, data);
      await start();
    },
  };
}
