import { describe, expect, it } from '@jest/globals';
import { families, familyOf, planOf, taskOf } from './registry.js';

describe('the registry', () => {
  it('finds every family by its name', () => {
    expect(families().map(({ name }) => familyOf(name)?.name)).toEqual(['filings', 'crafting', 'research', 'office']);
  });

  it('answers a ref with its task and plan', () => {
    const ref = { family: 'filings', seed: 1, index: 4, level: 2 };
    expect(taskOf(ref)).toMatchObject({ ok: { ref } });
    expect(planOf(ref)?.facts.length).toBeGreaterThan(2);
  });

  it('says what is wrong with a ref', () => {
    expect(taskOf({ family: 'poems', seed: 1, index: 0 })).toEqual({
      problems: [{ field: 'family', message: '"poems" is not known: use one of filings, crafting, research, office' }],
    });
    expect(taskOf({ family: 'filings', seed: 1, index: 0, level: 9 })).toEqual({
      problems: [{ field: 'level', message: '9 is not a level of filings: use one of 1, 2, 3' }],
    });
    expect(planOf({ family: 'poems', seed: 1, index: 0 })).toBeUndefined();
  });
});
