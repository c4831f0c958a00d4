import { afterEach, describe, expect, it } from '@jest/globals';
import { cannedServer, json } from '../testing/canned-server.js';
import { apiAt } from './api.js';
import { approvalNamed } from './approval-named.js';

const asked = (runId: string, approvalId: string) => ({
  runId,
  approvalId,
  kind: 'before_call',
  requestedAt: 1,
  expiresAt: 2,
  status: 'open',
});

describe('approvalNamed', () => {
  let close: () => Promise<void> = () => Promise.resolve();
  afterEach(() => close());

  async function named(name: string) {
    const server = await cannedServer(
      json(200, { approvals: [asked('run-1', 'solo.1.1.1')], next: 'run-1/solo.1.1.1' }),
      json(200, { approvals: [asked('run-2', 'solo.1.1.1'), asked('run-2', 'solo.2.1.1')] }),
    );
    close = server.close;
    return approvalNamed(apiAt(server.url, new AbortController().signal), name);
  }

  it('takes the whole name at its word', async () => {
    expect(await named('run-9/solo.1.1.1')).toEqual({ runId: 'run-9', approvalId: 'solo.1.1.1' });
  });

  it('finds the only run that asks under an id, on whatever page', async () => {
    expect(await named('solo.2.1.1')).toMatchObject({ runId: 'run-2', approvalId: 'solo.2.1.1' });
  });

  it('refuses an id under which several runs ask, and names them', async () => {
    await expect(named('solo.1.1.1')).rejects.toThrow('name run-1/solo.1.1.1 or run-2/solo.1.1.1');
  });

  it('refuses one under which nobody asks, and says where to look', async () => {
    await expect(named('solo.9.1.1')).rejects.toThrow('parley approvals --open');
  });
});
