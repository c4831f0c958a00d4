import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { badInput, reasonOf } from '../cli-error.js';
import type { CarriedRun } from './carried-run.js';
import { HEAD } from './lines.js';
import { runLines } from './run-lines.js';

export interface Exported {
  readonly runs: number;
  readonly events: number;
  readonly blobs: number;
  /** Blobs that events name and that are nowhere any more. */
  readonly missing: number;
}

/**
 * Writes runs with all that they own into a file, which is there whole or not at all.
 * @throws CliError when it cannot be written
 */
export async function exportRuns(runs: AsyncIterable<CarriedRun>, path: string): Promise<Exported> {
  const partial = `${path}.part`;
  const file = await open(partial, 'w').catch((error: unknown) => {
    throw badInput(`--file ${path} cannot be written: ${reasonOf(error)}`);
  });
  try {
    const exported = await writeAll(runs, file);
    await file.sync();
    await file.close();
    await rename(partial, path);
    return exported;
  } catch (error) {
    await file.close();
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeAll(runs: AsyncIterable<CarriedRun>, file: FileHandle): Promise<Exported> {
  let exported: Exported = { runs: 0, events: 0, blobs: 0, missing: 0 };
  const write = (line: object) => file.appendFile(`${JSON.stringify(line)}\n`);
  await write(HEAD);
  for await (const run of runs) {
    for (const line of runLines(run)) await write(line);
    exported = sum(exported, run);
  }
  await write({ runs: exported.runs });
  return exported;
}

const sum = (exported: Exported, { events, blobs, missing }: CarriedRun): Exported => ({
  runs: exported.runs + 1,
  events: exported.events + events.length,
  blobs: exported.blobs + blobs.length,
  missing: exported.missing + missing.length,
});
