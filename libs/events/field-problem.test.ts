import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { issuesText } from './field-problem.js';
import { issueWords } from './issue-words.js';

const Schema = z.strictObject({
  systems: z.array(z.strictObject({ model: z.union([z.string(), z.strictObject({ name: z.string() })]) })),
});
const text = (value: unknown): string => issuesText(Schema.safeParse(value, { error: issueWords }).error!);

describe('what a schema has found', () => {
  it('is told on one line, each field by its path', () => {
    expect(text({ systems: [{ model: 'x' }, {}], more: 1 })).toBe(
      'systems[1].model must be a text or an object; more is not known here: leave it out',
    );
  });

  it('is of the way to read a value that it comes close to', () => {
    expect(text({ systems: [{ model: { name: 1 } }] })).toBe('systems[0].model.name must be a text');
  });

  it('names no field where it is the whole', () => {
    expect(text([])).toBe('must be an object');
  });
});
