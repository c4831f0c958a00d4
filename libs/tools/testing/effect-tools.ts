import type { Effect } from '#events';
import { z } from 'zod';
import { defineTool, type Tool } from '#tools';
import { takeEffect } from './effects.js';

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
      const text = takeEffect(directory, effect, { runId, callId, note });
      await linger();
      return { status: 'ok', text };
    },
  });
}
