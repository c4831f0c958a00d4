import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What a running `apps/local` writes into its data directory. */
const ServerFileSchema = z.looseObject({ url: z.url(), pid: z.int().min(1) });

const HEALTH_MS = 3_000;

/** The address of the server that owns a data directory; undefined when none runs. A stale file is seen through. */
export async function runningServerOf(directory: string): Promise<string | undefined> {
  const file = await readFile(path.join(directory, 'server.json'), 'utf8').catch(() => undefined);
  if (file === undefined) return undefined;
  const parsed = ServerFileSchema.safeParse(jsonOf(file));
  if (!parsed.success || !isAlive(parsed.data.pid)) return undefined;
  return (await answers(parsed.data.url)) ? parsed.data.url : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** EPERM: somebody else's process, alive all the same. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(HEALTH_MS) }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok === true;
}
