import { describe, expect, it } from '@jest/globals';
import { modelSpec } from './testing/model-request.js';
import { refuseUnsupported, unsupportedIn, withoutUnsupported } from './unsupported.js';

const parameters = { temperature: 0.5, seed: 1, maxOutputTokens: 9 };

describe('what a provider does not take', () => {
  it('is named by field', () => {
    const model = modelSpec({ provider: 'anthropic', parameters, baseUrl: 'http://elsewhere:1/v1' });
    expect(unsupportedIn(model).map(({ field }) => field)).toEqual([
      'parameters.temperature',
      'parameters.seed',
      'baseUrl',
    ]);
    expect(() => {
      refuseUnsupported(model);
    }).toThrow('model.parameters.temperature is not taken by anthropic: leave it out; model.parameters.seed');
  });

  it('is nothing for servers that take all', () => {
    const model = modelSpec({ provider: 'openai-compatible', parameters, baseUrl: 'http://elsewhere:1/v1' });
    expect(unsupportedIn(model)).toEqual([]);
  });

  it('is left out of a fallback', () => {
    expect(withoutUnsupported(modelSpec({ provider: 'openai', parameters })).parameters).toEqual({
      temperature: 0.5,
      maxOutputTokens: 9,
    });
  });
});
