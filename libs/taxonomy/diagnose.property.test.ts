import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnose } from './diagnose.js';
import { conversation } from './testing/index.js';

const PHRASES = [
  'Order #W1001 is pending.',
  'Order #W1001 is not pending.',
  'The total is $12.50 + $3.00 = $99.00.',
  '[F1] = 3, [F2] = "x"',
  'Not found: [F1]',
  '```print(1)```',
  'exitcode: 1 (execution failed)',
  'Error: no',
  '{"order_id": "#W1001", "status": "pending", "items": [{"item_id": "1", "name": "Lamp"}]}',
  '[[[[1]]]]',
  '"\\u0000\n\n- * # **',
  'FINAL ANSWER: 7',
];
const text = fc.oneof(fc.constantFrom(...PHRASES), fc.string({ unit: 'binary', maxLength: 60 }));
const agent = fc.constantFrom('a', 'b', 'c', 'user', 'system');
const line = fc.record({ agent, to: agent, text, form: fc.constantFrom('says', 'tells', 'calls') });

const told = (
  lines: readonly { agent: string; to: string; text: string; form: string }[],
  renamed: (name: string) => string,
) => {
  let run = conversation();
  for (const { agent: from, to, text: words, form } of lines) {
    if (form === 'says') run = run.says(renamed(from), words);
    else if (form === 'tells') run = run.tells(renamed(from), renamed(to), words);
    else run = run.calls(renamed(from), 'tool', { id: '#W1001', words }, words);
  }
  return run.trajectory('failed');
};

describe('diagnose', () => {
  it('reads anything, blames somebody who spoke there and quotes what was said', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const trajectory = told(lines, (name) => name);
        const { agent: blamed, step, evidence } = diagnose(trajectory);
        if (blamed !== undefined) expect(trajectory.steps[step!]?.agent).toBe(blamed);
        for (const { step: shown } of evidence) expect(trajectory.steps[shown]).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it('says the same of the same run, whatever the agents are called', () => {
    const other = (name: string) => (name.length > 1 ? name : `Agent ${name.toUpperCase()} of the night shift`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const [one, two] = [diagnose(told(lines, (name) => name)), diagnose(told(lines, other))];
        expect([two.label, two.step]).toEqual([one.label, one.step]);
      }),
      { numRuns: 200 },
    );
  });
});
