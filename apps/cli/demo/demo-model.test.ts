import { describe, expect, it } from '@jest/globals';
import { demoModel } from './demo-model.js';

const MODEL = { provider: 'openai-compatible', model: 'small' };
const LIVE = { PARLEY_API_KEY: 'k', PARLEY_MODEL: 'small', PARLEY_PRICES: 'prices.json' };

describe('demoModel', () => {
  it('rehearses by default, whatever the environment is set to', () => {
    expect(demoModel({}, { ...LIVE, PARLEY_BASE_URL: 'http://127.0.0.1:1/v1' })).toMatchObject({
      kind: 'rehearsed',
      options: { model: { provider: 'rehearsal', model: 'rehearsal-mid' } },
    });
  });

  it('takes a server of the user as it is', () => {
    expect(demoModel({ baseUrl: 'http://127.0.0.1:1/v1' }, {})).toEqual({
      kind: 'local',
      options: { baseUrl: 'http://127.0.0.1:1/v1' },
      env: {},
    });
  });

  it('goes live with key, model and prices from the environment', () => {
    expect(demoModel({ live: true }, LIVE)).toMatchObject({
      kind: 'live',
      options: { model: MODEL, baseUrl: 'https://api.openai.com/v1' },
      env: { PARLEY_API_KEY: 'k' },
    });
  });

  it.each([
    ['a key', { PARLEY_API_KEY: undefined }, 'PARLEY_API_KEY'],
    ['a model', { PARLEY_MODEL: undefined }, '--model'],
    ['prices', { PARLEY_PRICES: undefined }, 'PARLEY_PRICES'],
  ])('does not go live without %s', (_what, missing, named) => {
    expect(() => demoModel({ live: true }, { ...LIVE, ...missing })).toThrow(named);
  });

  it('refuses what contradicts itself', () => {
    expect(() => demoModel({ live: true, baseUrl: 'http://127.0.0.1:1/v1' }, LIVE)).toThrow('give one of them');
    expect(() => demoModel({ model: MODEL }, {})).toThrow('add --live or --base-url');
  });
});
