import type { Effect } from '#events';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the outside world has seen of a tool: how often it was asked, and how often something happened. */
export interface Effects {
  readonly asked: number;
  readonly happened: number;
}

/** Asks for the effect of a call, wherever that is; returns what there is to say about it. */
export function takeEffect(
  directory: string,
  effect: Effect,
  { runId, callId, note }: { readonly runId: string; readonly callId: string; readonly note: string },
): string {
  const key = `${runId}_${callId}`;
  write(directory, `asked-${effect}`, `${key}_${randomUUID()}`, note);
  if (effect === 'idempotent') write(directory, `happened-${effect}`, `${key}_first`, note);
  if (effect === 'once') write(directory, `happened-${effect}`, `${key}_${randomUUID()}`, note);
  return `noted: ${note}`;
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
