import { parseCraftingAnswer, simulatePlan, type Simulation, type Stock, type Workshop } from '#tasks';
import { z } from 'zod';
import { defineTool } from './define-tool.js';
import type { ToolResult } from './port.js';
import { inWorkshop } from './in-workshop.js';

/** What a plan is written as, for the tools that take one. */
export const PlanSchema = z
  .string()
  .min(1)
  .max(10_000)
  .describe('Steps in order, each a recipe and how many times it is crafted: "R3 x 4; R7 x 1".');

export const simulate = defineTool({
  name: 'simulate',
  description:
    'Runs a crafting plan against the inventory, changing nothing, and says whether it makes what is wanted and what is left, or the first step that fails and why.',
  parameters: z.strictObject({ plan: PlanSchema }),
  effect: 'read',
  timeoutMs: 10_000,
  run({ plan }, invocation) {
    return inWorkshop(invocation, (workshop) => simulated(plan, workshop));
  },
});

function simulated(plan: string, workshop: Workshop): ToolResult {
  const answer = parseCraftingAnswer(plan);
  switch (answer.kind) {
    case 'malformed':
      return { status: 'error', text: `plan: ${answer.problem}` };
    case 'impossible':
      return { status: 'ok', text: '"impossible" has no steps to try. It is right only where no plan would work.' };
    case 'plan':
      return { status: 'ok', text: told(simulatePlan(workshop, answer.steps), workshop) };
  }
}

function told(simulation: Simulation, { wanted: { count, item } }: Workshop): string {
  switch (simulation.outcome) {
    case 'reached':
      return `The plan works: it makes ${count} ${item}. The inventory at the end: ${listed(simulation.stock)}.`;
    case 'short':
      return `The plan fails: every step can be done, but ${count} ${item} are wanted and at the end there are ${simulation.stock.get(item) ?? 0}. The inventory at the end: ${listed(simulation.stock)}.`;
    case 'failed':
      return `The plan fails at step ${simulation.step}: ${simulation.reason}. The inventory before that step: ${listed(simulation.stock)}.`;
  }
}

const listed = (stock: Stock): string =>
  [...stock]
    .filter(([, count]) => count > 0)
    .map(([item, count]) => `${count} ${item}`)
    .join(', ') || 'nothing';
