import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnosed } from './diagnosed.js';
import { labelledRun } from './labelled-run.js';

/** PARLEY_FUZZ=10000 tries as many; fewer prove as much a day. */
const RUNS = Number(process.env['PARLEY_FUZZ'] ?? 500);

const word = fc.oneof(
  fc.constantFrom('user', 'assistant', 'tool', 'Lead (-> Bob)', 'Bob', 'Lead (thought)', 'system', ' (-> )', '(', ''),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const phrase = fc.constantFrom(
  'exitcode: 0 (execution succeeded)\nCode output: 3',
  '```python\nprint(3)\n```',
  '[{"function": {"name": "look", "arguments": "{"}}]',
  'FINAL ANSWER: 3',
  'I add 3 + 4 = 8.',
);
const content = fc.oneof(phrase, fc.string({ unit: 'binary', maxLength: 80 }), fc.jsonValue({ maxDepth: 3 }));
const message = fc.record(
  { role: fc.oneof(word, fc.jsonValue({ maxDepth: 1 })), name: fc.oneof(word, fc.constant(null)), content },
  { requiredKeys: [] },
);
const list = fc.array(fc.oneof({ weight: 6, arbitrary: message }, { weight: 1, arbitrary: fc.jsonValue() }), {
  maxLength: 12,
});
const row = fc.record(
  { id: fc.oneof(word, fc.integer()), question: content, mistake_step: fc.oneof(word, fc.integer()), category: word },
  { requiredKeys: [] },
);
const document = fc.oneof(
  fc.jsonValue(),
  list,
  fc.tuple(row, list).map(([fields, history]) => ({ ...fields, history })),
  fc.tuple(row, list).map(([fields, messages]) => ({ ...fields, history: { messages } })),
);

describe('labelledRun', () => {
  it('reads or refuses any document, and what it reads is diagnosed at messages that are there', () => {
    fc.assert(
      fc.property(document, (any) => {
        const run = labelledRun(any, 'fuzzed');
        if ('problem' in run) return run.problem !== '';
        const { step, agent } = diagnosed(run, true).diagnosis;
        const places = run.trajectory.steps.map(({ entry }) => entry);
        return step === undefined ? agent === undefined : places.includes(step);
      }),
      { numRuns: RUNS },
    );
    expect(RUNS).toBeGreaterThan(0);
  }, 600_000);
});
