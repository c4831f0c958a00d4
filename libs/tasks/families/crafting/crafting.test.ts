import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { crafting } from './crafting.js';

const tasksOf = (count: number, level?: number) =>
  Array.from({ length: count }, (_, index) =>
    crafting.taskOf({ family: 'crafting', seed: 7, index, ...(level !== undefined && { level }) }),
  );

describe('the crafting family', () => {
  it.each([undefined, 1, 2, 3])('has as many distinct tasks a seed as it says, at level %s', (level) => {
    const tasks = tasksOf(crafting.size, level);
    expect(crafting.size).toBeGreaterThanOrEqual(100);
    expect(new Set(tasks.map(({ grader }) => JSON.stringify(grader))).size).toBe(crafting.size);
  });

  it('takes levels in turns where none is asked for, and names the level', () => {
    expect(tasksOf(4).map(({ ref }) => ref?.level)).toEqual([1, 2, 3, 1]);
    expect(tasksOf(1)).toEqual(tasksOf(1, 1));
  });

  it('makes one task in five impossible, at every level', () => {
    for (const level of [1, 2, 3]) {
      const impossible = tasksOf(300, level).filter(({ grader }) => grader.kind === 'crafting' && !grader.possible);
      expect(impossible.length).toBeGreaterThan(40);
      expect(impossible.length).toBeLessThan(80);
    }
  });

  it('gives the same bytes for the same ref, on every machine and in every version', () => {
    const refs = [1, 2, 3].map((level) => ({ family: 'crafting', seed: 42, index: 5, level }));
    const digest = createHash('sha256')
      .update(JSON.stringify(refs.map((ref) => [crafting.taskOf(ref), crafting.planOf(ref)])))
      .digest('hex');
    expect(digest).toBe('563e9e2793ea7d8cb0da6325bdcf5eed55847d0bb41e9cc89b6349abb48fa655');
  });
});
