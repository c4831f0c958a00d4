import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { presets } from '#coordination';
import { Ajv } from 'ajv';
import { readSystemFile } from './system-file.js';
import { systemJsonSchema } from './system-json-schema.js';

const TEAM = `{
  "$schema": "../docs/system.schema.json",
  "architecture": "centralized",
  "parameters": { "workers": 1 },
  "agents": [
    { "agentId": "lead" },
    {
      "agentId": "hand",
      "tools": ["calculator"],
      "model": { "provider": "openai", "model": "gpt-6-luna" }
    }
  ]
}`;

describe('readSystemFile', () => {
  it('reads a team as it would be sent', () => {
    expect(readSystemFile(TEAM)).toEqual({
      ok: {
        architecture: 'centralized',
        parameters: { workers: 1 },
        agents: [
          { agentId: 'lead' },
          {
            agentId: 'hand',
            tools: ['calculator'],
            model: { provider: 'openai', model: 'gpt-6-luna', calling: 'native', parameters: {} },
          },
        ],
        limits: {},
      },
    });
  });

  it.each([
    ['a value of another kind', '"workers": 1', '"workers": null', '4:30 parameters.workers', /^must be/],
    ['a value out of range', '"workers": 1', '"workers": 0', '4:30 parameters.workers', /integer from 1/],
    ['a parameter of another architecture', '"workers"', '"agents"', '4:29 parameters.agents', /not a parameter/],
    [
      'an unknown name',
      '"agentId": "lead"',
      '"agentId": "lead", "modell": {}',
      '6:26 agents[0].modell',
      /leave it out/,
    ],
    ['what is missing', '"agentId": "lead"', '"role": "orchestrator"', '6:5 agents[0].agentId', /^is missing/],
    ['a model deep inside', '"gpt-6-luna"', '7', '10:49 agents[1].model.model', /^must be a text/],
    [
      'a model in one word',
      '{ "provider": "openai", "model": "gpt-6-luna" }',
      '"openai/gpt-6-luna"',
      '10:16 agents[1].model',
      /^must be an object such as \{"provider": /,
    ],
    ['an unknown architecture', 'centralized', 'centralised', '3:19 architecture', /use one of/],
    ['a team that does not fit', '"workers": 1', '"workers": 2', '5:13 agents', /the team must be/],
    ['a preset that is none', '"architecture": "centralized"', '"preset": "none"', '3:13 preset', /is no preset/],
  ])('names line and column of %s', (_what, from, to, ...expected) => {
    const [at, message] = expected;
    const file = readSystemFile(TEAM.replace(from, to));
    const problems = 'ok' in file ? [] : file.problems;
    expect(problems.map(({ line, column, field }) => `${line}:${column} ${field}`)).toEqual([at]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('names the place of an error of syntax, and of a file that is no object', () => {
    expect(readSystemFile('{\n "architecture" "single" }')).toMatchObject({ problems: [{ line: 2, field: '' }] });
    expect(readSystemFile('[]')).toMatchObject({ problems: [{ line: 1, column: 1, message: 'must be an object' }] });
  });
});

describe('docs/system.schema.json', () => {
  const schema = systemJsonSchema();
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

  it('is what the schema says: else run npm run generated-docs', () => {
    const written = readFileSync(new URL('../../docs/system.schema.json', import.meta.url), 'utf8');
    expect(written).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it('accepts every preset and the file above, and refuses an unknown name', () => {
    for (const { system } of presets()) expect([system, validate(structuredClone(system))]).toEqual([system, true]);
    expect(validate(JSON.parse(TEAM))).toBe(true);
    expect(validate({ architecture: 'single', agent: [] })).toBe(false);
  });
});
