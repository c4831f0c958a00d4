import { describe, expect, it } from '@jest/globals';
import { comparisonOf, withModel } from './options.js';

const DEFAULTS = { tasks: 20, families: ['filings'] };
const OPTIONS = { seed: 7, repetitions: 1, concurrency: 1 };

describe('comparisonOf', () => {
  it('puts the baseline before all other architectures', () => {
    const { systems, tasks, baseline } = comparisonOf(OPTIONS, DEFAULTS);
    expect(tasks).toEqual([{ family: 'filings', seed: 7, count: 20 }]);
    expect(baseline).toBe('single');
    expect(systems.map(({ name }) => name)).toEqual([
      'single',
      ...['centralized', 'decentralized', 'hybrid', 'independent'],
    ]);
  });

  it('takes presets, several families and another baseline', () => {
    const options = { ...OPTIONS, systems: ['rehearsal-low-single', 'hybrid'], families: ['crafting', 'research'] };
    expect(comparisonOf({ ...options, level: 2, tasks: 3, comparison: 'mine' }, DEFAULTS)).not.toHaveProperty(
      'baseline',
    );
    expect(comparisonOf({ ...options, baseline: 'rehearsal-low-single', comparison: 'mine' }, DEFAULTS)).toMatchObject({
      name: 'mine',
      systems: [{ request: { preset: 'rehearsal-low-single' } }, { request: { architecture: 'hybrid' } }],
      baseline: 'rehearsal-low-single',
      tasks: [{ family: 'crafting' }, { family: 'research' }],
      goesOnBy: expect.stringContaining('parley compare --comparison mine'),
    });
  });

  it.each([
    [{ families: ['letters'] }, /--family: .*filings/],
    [{ level: 9 }, /--level: .*1, 2, 3/],
    [{ tasks: 1_000_000 }, /--tasks: one seed of filings has \d+/],
    [{ systems: ['ring'] }, /--systems: ring is not known: use one of .*single/],
    [{ baseline: 'ring' }, /--baseline: ring is not compared: use one of single/],
  ])('refuses %j', (wrong, message) => {
    expect(() => comparisonOf({ ...OPTIONS, ...wrong }, DEFAULTS)).toThrow(message);
  });
});

describe('withModel', () => {
  it('puts every agent on it, or changes nothing', () => {
    const experiment = comparisonOf({ ...OPTIONS, systems: ['single'] }, DEFAULTS);
    const model = { provider: 'rehearsal', model: 'rehearsal-high' };
    expect(withModel(experiment, model).systems).toEqual([
      { name: 'single', request: { architecture: 'single', model } },
    ]);
    expect(withModel(experiment, undefined)).toBe(experiment);
  });
});
