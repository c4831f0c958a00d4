import { afterEach, describe, expect, it } from '@jest/globals';
import { apiAt } from '../api/api.js';
import { cannedServer, json } from '../testing/canned-server.js';
import { refuseUnknown } from './refuse-unknown.js';

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function asked(runs: readonly object[], comparisonId: string | undefined) {
  const server = await cannedServer(json(200, { runs }));
  close = server.close;
  await refuseUnknown(apiAt(server.url, new AbortController().signal), comparisonId);
  return server.requests.map(({ url }) => url);
}

describe('refuseUnknown', () => {
  it('refuses a comparison of which there is no run', async () => {
    await expect(asked([], 'no pe')).rejects.toMatchObject({
      exitCode: 2,
      message: '--comparison: there is no comparison no pe to go on with; name --tasks to start it',
    });
  });

  it('lets one go on that has runs, and a new one start', async () => {
    expect(await asked([{}], 'no pe')).toEqual(['/v1/runs?limit=1&comparisonId=no%20pe']);
    await close();
    expect(await asked([], undefined)).toEqual([]);
  });
});
