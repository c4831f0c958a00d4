import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { experimentFrom } from './experiment-file.js';
import { experimentJsonSchema } from './experiment-schema.js';

const FILE = {
  $schema: '../docs/experiment.schema.json',
  name: 'first-look',
  systems: [
    'single',
    'rehearsal-high-leads-low-centralized',
    { name: 'long-debate', architecture: 'decentralized', parameters: { rounds: 4 } },
    { name: 'strong', preset: 'rehearsal-high-single' },
  ],
  tasks: [
    { family: 'filings', levels: [1, 3], count: 10 },
    { family: 'research', count: 5, seeds: [9] },
  ],
  seeds: [1, 2],
  repetitions: 3,
  budget: { turns: 40 },
  costCapMicroDollars: 5_000_000,
};

describe('experimentFrom', () => {
  it('reads systems by name or as they are, and multiplies tasks by levels and seeds', () => {
    expect(experimentFrom(FILE, 'e.json')).toEqual({
      ok: {
        name: 'first-look',
        systems: [
          { name: 'single', request: { architecture: 'single' } },
          {
            name: 'rehearsal-high-leads-low-centralized',
            request: { preset: 'rehearsal-high-leads-low-centralized' },
          },
          {
            name: 'long-debate',
            request: expect.objectContaining({ architecture: 'decentralized', parameters: { rounds: 4 } }),
          },
          { name: 'strong', request: expect.objectContaining({ preset: 'rehearsal-high-single' }) },
        ],
        baseline: 'single',
        tasks: [
          { family: 'filings', level: 1, seed: 1, count: 10 },
          { family: 'filings', level: 1, seed: 2, count: 10 },
          { family: 'filings', level: 3, seed: 1, count: 10 },
          { family: 'filings', level: 3, seed: 2, count: 10 },
          { family: 'research', seed: 9, count: 5 },
        ],
        repetitions: 3,
        budget: { turns: 40 },
        costCap: 5_000_000,
        concurrency: 8,
        tokenTolerance: 0.1,
        goesOnBy: 'start `parley experiment e.json` again',
      },
    });
  });

  it('has no baseline where none is named and single is not among the systems', () => {
    const { ok } = experimentFrom({ ...FILE, systems: ['independent'] }, 'e.json') as { ok: object };
    expect(ok).not.toHaveProperty('baseline');
  });

  it.each([
    [{ name: 'a b' }, 'name', /must be 1 to 64/],
    [{ system: [] }, 'system', /leave it out/],
    [{ systems: [] }, 'systems', /1 entry or more/],
    [{ systems: ['sinlge'] }, 'systems[0]', /sinlge is not known: use one of .*single/],
    [{ systems: ['single', 'single'] }, 'systems', /single twice/],
    [{ systems: [7] }, 'systems[0]', /must be/],
    [{ systems: [{ architecture: 'single' }] }, 'systems[0].name', /^is missing/],
    [{ systems: [{ name: 'x', architecture: 'ring' }] }, 'systems[0].architecture', /"ring" is unknown; use one of/],
    [
      { systems: [{ name: 'x', architecture: 'single', parameters: { peers: 2 } }] },
      'systems[0].parameters.peers',
      /is not a parameter/,
    ],
    [{ systems: [{ name: 'x', preset: 'ring' }] }, 'systems[0].preset', /is no preset/],
    [{ systems: [{ name: 'x', architecture: 'single', agent: [] }] }, 'systems[0].agent', /leave it out/],
    [
      { systems: [{ name: 'x', architecture: 'single', model: { provider: 'openai' } }] },
      'systems[0].model.model',
      /^is missing/,
    ],
    [{ baseline: 'hybrid' }, 'baseline', /is not a system of this experiment: use one of single/],
    [{ tasks: [{ family: 'letters', count: 1 }] }, 'tasks[0].family', /is not known/],
    [{ tasks: [{ family: 'filings', levels: [9], count: 1 }] }, 'tasks[0].levels', /9 is not a level/],
    [{ tasks: [{ family: 'filings', count: 1_000_000 }] }, 'tasks[0].count', /different tasks/],
    [{ tasks: [{ family: 'filings' }] }, 'tasks[0].count', /^is missing/],
    [{ seeds: [1, 1], tasks: [{ family: 'filings', count: 1 }] }, 'tasks', /has filings seed 1 twice/],
    [{ repetitions: 0 }, 'repetitions', /1 or more/],
    [{ budget: { turns: 0 } }, 'budget.turns', /1 or more/],
    [{ costCapMicroDollars: 0.5 }, 'costCapMicroDollars', /whole number/],
  ])('names the field of %j', (wrong, field, message) => {
    const read = experimentFrom({ ...FILE, ...wrong }, 'e.json');
    const problems = 'ok' in read ? [] : read.problems;
    expect(problems).toContainEqual({ field, message: expect.stringMatching(message) });
  });

  it('names all of them', () => {
    expect(experimentFrom({ name: 'x', systems: [], tasks: 1 }, 'e.json')).toMatchObject({
      problems: [{ field: 'systems' }, { field: 'tasks' }],
    });
    expect(experimentFrom([], 'e.json')).toEqual({ problems: [{ field: '', message: 'must be an object' }] });
  });
});

describe('docs/experiment.schema.json', () => {
  it('is what the schema says: else run npm run generated-docs', () => {
    const written = readFileSync(new URL('../../../docs/experiment.schema.json', import.meta.url), 'utf8');
    expect(written).toBe(`${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);
  });

  it('accepts the file above, and refuses an unknown name', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(experimentJsonSchema());
    expect(validate(FILE)).toBe(true);
    expect(validate({ ...FILE, repetition: 2 })).toBe(false);
  });
});
