import { craftingAnswerText, parseCraftingAnswer, type Craft, type Workshop } from '#tasks';
import { z } from 'zod';
import { defineTool } from './define-tool.js';
import type { ToolResult } from './port.js';
import { PlanSchema } from './simulate.js';
import { inWorkshop } from './in-workshop.js';

export const submit = defineTool({
  name: 'submit',
  description:
    'Checks that a crafting plan, or the word "impossible", is well formed, and returns the one line to answer with. It neither tries the plan nor gives the answer for you.',
  parameters: z.strictObject({ plan: PlanSchema }),
  effect: 'read',
  timeoutMs: 10_000,
  run({ plan }, invocation) {
    return inWorkshop(invocation, (workshop) => checked(plan, workshop));
  },
});

function checked(plan: string, workshop: Workshop): ToolResult {
  const answer = parseCraftingAnswer(plan);
  if (answer.kind === 'malformed') return { status: 'error', text: `plan: ${answer.problem}` };
  const unknown = answer.kind === 'plan' ? answer.steps.find((step) => !isKnown(step, workshop)) : undefined;
  if (unknown !== undefined) {
    return { status: 'error', text: `plan: there is no recipe ${unknown.recipe}; look recipes up with \`recipes\`` };
  }
  return { status: 'ok', text: `Well formed. Answer with this line:\n${craftingAnswerText(answer)}` };
}

const isKnown = ({ recipe }: Craft, { recipes }: Workshop): boolean => recipes.some(({ id }) => id === recipe);
