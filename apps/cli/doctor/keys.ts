import { missingKey, VENDORS } from '#llm';
import type { Config } from '#platform';
import { note, ok, type Finding } from './finding.js';

/** Whether there are keys, never what they are. */
export function* keyFindings({ vendors, apiKey, defaultModel }: Config): Generator<Finding> {
  const known = vendors.reveal();
  for (const vendor of VENDORS)
    yield known.has(vendor) ? ok('key', `${vendor}: is there`) : note('key', missingKey(vendor));
  if (defaultModel === undefined) return;
  yield apiKey === undefined
    ? note('key', 'PARLEY_BASE_URL is asked without a key: set PARLEY_API_KEY if it wants one')
    : ok('key', 'PARLEY_API_KEY: is there');
}
