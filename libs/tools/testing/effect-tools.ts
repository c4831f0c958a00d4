import type { Effect } from '#events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineTool, type Tool } from '#tools';

/** What the outside world has seen of a tool: how often it was asked, and how often something happened. */
export interface Effects {
  readonly asked: number;
  readonly happened: number;
}

/**
 * One test tool of each effect (`test_read`, `test_idempotent`, `test_once`), each taking `{"note": string}`. What they
 * do is a file in the directory, written before they return, so that it can be counted by another process and survives
 * kill -9. `test_read` changes nothing, `test_idempotent` does nothing for a call id that it has seen, `test_once` acts
 * whenever it is asked.
 * @param linger awaited between the effect and the result: where a fault test kills
 */
export function effectTools(directory: string, linger: () => Promise<void> = () => Promise.resolve()): readonly Tool[] {
  return (['read', 'idempotent', 'once'] as const).map((effect) => effectTool(directory, effect, linger));
}

function effectTool(directory: string, effect: Effect, linger: () => Promise<void>): Tool {
  return defineTool({
    name: `test_${effect}`,
    description: `Test tool with the effect "${effect}".`,
    parameters: z.strictObject({ note: z.string() }),
    effect,
    timeoutMs: 30_000,
    async run({ note }, { runId, callId }) {
      const key = `${runId}_${callId}`;
      write(directory, `asked-${effect}`, `${key}_${randomUUID()}`, note);
      if (effect === 'idempotent') write(directory, `happened-${effect}`, `${key}_first`, note);
      if (effect === 'once') write(directory, `happened-${effect}`, `${key}_${randomUUID()}`, note);
      await linger();
      return { status: 'ok', text: `noted: ${note}` };
    },
  });
}

function write(directory: string, kind: string, name: string, note: string): void {
  const folder = join(directory, kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), note);
}

/** Counts the effects of one tool: over all runs, of one run, or of one call. */
export function effectsOf(directory: string, effect: Effect, of: { runId?: string; callId?: string } = {}): Effects {
  const prefix = [of.runId, of.callId]
    .filter((part) => part !== undefined)
    .map((part) => `${part}_`)
    .join('');
  const count = (kind: string) => names(join(directory, kind)).filter((name) => name.startsWith(prefix)).length;
  return { asked: count(`asked-${effect}`), happened: count(`happened-${effect}`) };
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
