import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secret } from '#platform';
import { deliverTo } from './deliver.js';

const { signal } = new AbortController();

/** What is said of a delivery that fails, with all that the error leads to. */
async function refusalOf(url: string): Promise<{ readonly message: string; readonly shown: string }> {
  const deliver = deliverTo({ url: new Secret(url), variable: 'PARLEY_APPROVAL_WEBHOOK' });
  const error: unknown = await deliver({ id: 'notice-1' }, signal).catch((reason: unknown) => reason);
  return { message: error instanceof Error ? error.message : '', shown: inspect(error) };
}

describe('a delivery that fails', () => {
  it.each(['https://bot:canary@hooks.example/', 'https://hooks example/canary'])(
    'tells nothing of the address %s, whatever is looked at',
    async (url) => {
      const { message, shown } = await refusalOf(url);
      expect(message).toMatch(/PARLEY_APPROVAL_WEBHOOK names cannot be reached: \w+/);
      expect(shown).not.toContain('canary');
    },
  );
});
