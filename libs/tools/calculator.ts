import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { evaluateExpression } from './expression.js';

export const calculator = defineTool({
  name: 'calculator',
  description:
    'Evaluates one arithmetic expression with exact decimals (64 digits), percent and units: "(1234.5 - 1000) / 1000 * 100", "round(2/3, 4)", "5 km to mile". No variables, no thousands separators.',
  parameters: z.strictObject({
    expression: z.string().min(1).max(500).describe('The expression, with a point as decimal separator.'),
  }),
  effect: 'read',
  timeoutMs: 5_000,
  async run({ expression }) {
    const evaluation = await evaluateExpression(expression);
    return 'ok' in evaluation
      ? { status: 'ok', text: evaluation.ok }
      : { status: 'error', text: `cannot calculate "${expression}": ${evaluation.problem}` };
  },
});
