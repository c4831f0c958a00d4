import { describe, expect, it } from '@jest/globals';
import { architectures } from '../registry.js';
import { resolveSystem } from '../resolve-system.js';
import { expandPreset } from './expand-preset.js';
import { presetNamed, presets } from './presets.js';

const ANY = { provider: 'any', model: 'any', calling: 'native', parameters: {} } as const;
const modelsOf = (name: string) =>
  (presetNamed(name)?.system.agents ?? []).map(({ agentId, model }) => [agentId, model?.model]);

describe('presets', () => {
  it.each(presets().map((preset) => [preset.name, preset] as const))('%s can be run as it stands', (name, preset) => {
    const resolution = resolveSystem({ ...preset.system, model: preset.system.model ?? ANY }, []);
    expect(resolution).toHaveProperty('ok');
    const { agents = [] } = 'ok' in resolution ? resolution.ok : {};
    expect(agents.some(({ model }) => model === ANY)).toBe(false);
    expect(name.startsWith('paper-')).toBe(preset.source === 'paper');
  });

  it('are homogeneous teams of every family, tier and architecture', () => {
    const families = ['openai', 'anthropic', 'google', 'paper-openai', 'paper-anthropic', 'paper-google', 'rehearsal'];
    for (const family of families)
      for (const tier of ['high', 'mid', 'low'])
        for (const { name } of architectures()) {
          const preset = presetNamed(`${family}-${tier}-${name}`);
          expect(preset?.system).toMatchObject({ architecture: name, model: { tier } });
        }
  });

  // Table 12 of arXiv 2512.08296 v3.
  it.each([
    ['paper-openai-high-leads-low-centralized', 'gpt-5', 'gpt-5-nano'],
    ['paper-openai-low-leads-high-centralized', 'gpt-5-nano', 'gpt-5'],
    ['paper-anthropic-high-leads-low-centralized', 'claude-sonnet-4-5-20250929', 'claude-3-7-sonnet-20250219'],
    ['paper-anthropic-low-leads-high-centralized', 'claude-3-7-sonnet-20250219', 'claude-sonnet-4-5-20250929'],
    ['paper-google-high-leads-low-centralized', 'gemini-2.5-pro', 'gemini-2.0-flash'],
    ['paper-google-low-leads-high-centralized', 'gemini-2.0-flash', 'gemini-2.5-pro'],
    ['paper-google-leads-openai-centralized', 'gemini-2.5-pro', 'gpt-5'],
  ])('%s is a led team of the paper', (name, leader, worker) => {
    expect(modelsOf(name)).toEqual([
      ['orchestrator', leader],
      ['worker-1', worker],
      ['worker-2', worker],
      ['worker-3', worker],
    ]);
  });

  it.each([
    ['paper-openai-2-high-1-low-decentralized', ['gpt-5', 'gpt-5', 'gpt-5-nano']],
    ['paper-google-1-high-2-low-decentralized', ['gemini-2.5-pro', 'gemini-2.0-flash', 'gemini-2.0-flash']],
  ])('%s are peers of the paper', (name, models) => {
    expect(modelsOf(name).map(([, model]) => model)).toEqual(models);
  });
});

describe('expandPreset', () => {
  const preset = 'rehearsal-high-decentralized';

  it('leaves a system alone that names no preset', () => {
    const own = { architecture: 'single', model: ANY, parameters: { turns: 3 } };
    expect(expandPreset(own)).toEqual({ ok: own });
  });

  it('puts the preset in the place of its name, and calls the system by it', () => {
    expect(expandPreset({ preset })).toMatchObject({
      ok: { name: preset, architecture: 'decentralized', model: { model: 'rehearsal-high' } },
    });
  });

  it('lets what stands beside the name take precedence', () => {
    const own = { preset, name: 'mine', model: ANY, parameters: { rounds: 2 }, limits: { attempts: 1 } };
    expect(expandPreset(own)).toEqual({
      ok: {
        name: 'mine',
        architecture: 'decentralized',
        model: ANY,
        parameters: { rounds: 2 },
        limits: { attempts: 1 },
      },
    });
    expect(expandPreset({ ...own, parameters: undefined })).toMatchObject({ ok: { parameters: {} } });
  });

  it.each([
    ['nothing that could be run', {}, 'architecture', /^is missing: give centralized/],
    ['a name that is none', { preset: 'nonsense' }, 'preset', /systems list/],
    ['a name that is nearly one', { preset: 'google-leads' }, 'preset', /use one of google-leads-openai-centralized/],
    ['a model that no agent would take', { preset: 'google-leads-openai-centralized', model: ANY }, 'model', /agents/],
  ])('refuses %s', (_what, request, field, message) => {
    expect(expandPreset(request)).toEqual({
      problems: [{ field, message: expect.stringMatching(message) as unknown }],
    });
  });
});
