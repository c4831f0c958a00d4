import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { errorsBelow, invalidRequest } from './field-errors.js';
import { issueWords } from '#events';

const Schema = z.strictObject({ system: z.strictObject({ agents: z.array(z.strictObject({ turns: z.int() })) }) });
const errorsOf = (value: unknown) =>
  invalidRequest(Schema.safeParse(value, { error: issueWords }).error?.issues ?? []).errors;

describe('invalidRequest', () => {
  it('names a field as a client would write it', () => {
    expect(errorsOf({ system: { agents: [{ turns: 1 }, { turns: 'x' }] } })).toMatchObject([
      { field: 'system.agents[1].turns' },
    ]);
  });

  it('names every field that is not known', () => {
    expect(errorsOf({ system: { agents: [], a: 1, b: 2 } })).toEqual([
      { field: 'system.a', message: 'is not known here: leave it out' },
      { field: 'system.b', message: 'is not known here: leave it out' },
    ]);
    expect(errorsOf({ system: { agents: [] }, c: 1 })).toMatchObject([{ field: 'c' }]);
  });

  it('tells a body that is missing from one of the wrong kind', () => {
    expect(errorsOf(undefined)).toMatchObject([
      { field: 'body', message: expect.stringContaining('Content-Type') as unknown },
    ]);
    expect(errorsOf([])).toEqual([{ field: 'body', message: 'must be an object' }]);
  });
});

it('errorsBelow puts errors below another field', () => {
  const errors = ['input', '[0]', ''].map((field) => ({ field, message: 'm' }));
  expect(errorsBelow('task', errors).map(({ field }) => field)).toEqual(['task.input', 'task[0]', 'task']);
});
