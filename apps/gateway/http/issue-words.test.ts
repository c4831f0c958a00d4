import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { RunRequestSchema } from '../runs/run-request.js';
import { issueWords } from '#events';

const wordsFor = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: issueWords }).error?.issues.map(({ message }) => message);

describe('issueWords say what would be right', () => {
  it.each([
    ['a missing field', z.string(), undefined, 'is missing: give a text'],
    ['a field of another type', z.string(), 1, 'must be a text'],
    ['a fraction', z.int(), 1.5, 'must be a whole number'],
    ['a list', z.array(z.string()), {}, 'must be a list'],
    ['a record', z.record(z.string(), z.string()), [], 'must be an object'],
    ['a short text', z.string().min(1), '', 'must be 1 character or more'],
    ['a long text', z.string().max(2), 'xyz', 'must be 2 characters or less'],
    ['a short list', z.array(z.int()).min(1), [], 'must have 1 entry or more'],
    ['a number that is too small', z.int().min(1), 0, 'must be 1 or more'],
    ['a number that is too large', z.number().max(2), 7, 'must be 2 or less'],
    ['a bound that is outside', z.number().gt(2), 2, 'must be more than 2'],
    ['a word of a list', z.enum(['a', 'b']), 'c', 'must be one of a, b'],
    ['a pattern', z.string().regex(/^x$/), 'y', 'must match /^x$/'],
    ['one of several types', z.union([z.number(), z.boolean()]), 'x', 'must be a number or true or false'],
    [
      'a name in a record',
      z.record(z.string().min(1), z.string()),
      { '': 'x' },
      'has a name that cannot be used: it must be 1 character or more',
    ],
    ["the schema's own", z.string().regex(/^x$/, 'must be x'), 'y', 'must be x'],
  ])('for %s', (_name, schema, value, words) => {
    expect(wordsFor(schema, value)).toEqual([words]);
  });

  it('and nothing in a request to start a run is left to the library', () => {
    const model = { provider: '', model: 1, calling: 'x', baseUrl: 'x', parameters: { temperature: 9, seed: 1.5 } };
    const agents = [{ agentId: 'A', role: 'x', context: { maxTokens: 0, policy: 'x' } }];
    const system = { architecture: '', model, agents, parameters: { turns: [] }, limits: { attempts: 99 } };
    const rest = { budget: { turns: 0 }, labels: { '': 'x', a: 1 }, comparisonId: '', continuesRunId: 'x', seed: -1 };
    const taskRef = { family: '-', seed: 'x', index: -1, level: 0 };
    const words = wordsFor(RunRequestSchema, { task: { input: 1 }, taskRef, system, ...rest, erasable: 'x' });
    expect(words?.length).toBeGreaterThan(20);
    expect(words?.filter((text) => /^(Invalid|Too|Unrecognized)/.test(text))).toEqual([]);
  });
});
