import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { completion, openChatServer, sendJson, type ChatServer } from '#llm/testing';
import { openWebhook, type WebhookServer } from '../../apps/webhooks/testing/webhook-server.js';
import { Parley } from './parley.js';
import { declarations, openToolServer, type ToolServer } from './tool-server.js';

jest.setTimeout(180_000);

/** What the model does after so many results of tools: a raw control character is part of what it writes. */
const CALLS = [
  ['book', '{"what":"seat 12"}'],
  ['pay', '{"what":"12 EUR\u009b31m"}'],
  ['pay', '{"what":"1200 EUR"}'],
] as const;

interface Asked {
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
}
const resultsIn = (body: unknown) => (body as Asked).messages.filter(({ role }) => role === 'tool');

function reply(body: unknown): object {
  const call = CALLS[resultsIn(body).length];
  if (call === undefined) return completion({ content: 'all done' });
  const [name, args] = call;
  const tool_calls = [{ id: 'c1', type: 'function', function: { name, arguments: args } }];
  return completion({ content: null, tool_calls });
}

describe('people in the loop of parley dev', () => {
  let directory: string;
  let chat: ChatServer;
  let tools: ToolServer;
  let webhook: WebhookServer;
  let parley: Parley;
  let booking: PromiseWithResolvers<undefined>;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-approvals-'));
    booking = Promise.withResolvers<undefined>();
    chat = await openChatServer((response, { body }) => {
      sendJson(response, reply(body));
    });
    // A booking takes effect and is never confirmed.
    tools = await openToolServer((at, response) => {
      if (at === '/book') booking.resolve(undefined);
      else response.end('paid');
    });
    webhook = await openWebhook();
    const file = path.join(directory, 'tools.json');
    await writeFile(file, JSON.stringify(declarations(tools.url)));
    parley = new Parley(path.join(directory, 'data'), {
      PARLEY_BASE_URL: chat.baseUrl,
      PARLEY_MODEL: 'scripted',
      PARLEY_TOOLS: file,
      PARLEY_APPROVAL_WEBHOOK: webhook.url,
    });
  });
  afterEach(async () => {
    await parley.stop();
    await Promise.all([chat.close(), tools.close(), webhook.close()]);
    await rm(directory, { recursive: true, force: true });
  });

  async function api(method: string, at: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(parley.url + at, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  /** Until a decision has led to the end of the run. */
  async function ended(runId: string): Promise<Record<string, unknown>> {
    for (;;) {
      const run = await api('GET', `/v1/runs/${runId}`);
      if (run['status'] !== 'running' && run['status'] !== 'accepted') return run;
    }
  }

  it('asks about a call in doubt and about calls that need leave, and does as it is told', async () => {
    await parley.serve();
    const task = { input: 'Book and pay.', tools: ['book', 'pay'], expected: 'all done' };
    const { runId } = await api('POST', '/v1/runs', { task, system: { architecture: 'single' } });
    await booking.promise;
    await parley.crash();

    await parley.serve();
    const doubt = await webhook.next();
    expect(doubt).toMatchObject({ type: 'approval.opened', runId, kind: 'in_doubt', tool: 'book', effect: 'once' });
    const shown = await api('GET', doubt.link);
    expect(shown).toMatchObject({
      status: 'open',
      call: {
        tool: 'book',
        arguments: '{"what":"seat 12"}',
        started: { worker: expect.stringContaining(':') as unknown },
      },
    });
    const name = `${doubt.runId}/${doubt.approvalId}`;
    const listed = await parley.run('approvals', '--open');
    expect(listed).toMatch(/solo may or may not have called book \(effect: once\) with\n\s+{"what":"seat 12"}/);
    expect(listed).toMatch(/open, expires in (23 h 59|24 h 0) min .*\n(.*\n)*\s+begun .* by worker /);
    expect(listed).toContain(`parley happened ${name} --result TEXT`);
    expect(await parley.run('approve', name)).toMatch(/^2: parley: decision: approve does not answer .* in_doubt/);
    const happened = ['happened', doubt.approvalId, '--result', 'seat 12 is yours', '--reason', 'they said so'];
    expect(await parley.run(...happened, '--actor', 'ann')).toBe(`happened of ${name} is recorded as decided by ann`);

    const leave = await webhook.next();
    expect(leave).toMatchObject({ kind: 'before_call', tool: 'pay' });
    expect(JSON.stringify(webhook.received)).not.toContain('EUR');
    const asked = await parley.run('approvals', '--open');
    expect(asked).toContain('solo wants to call pay');
    expect(asked).not.toContain('\u009b');
    await api('POST', '/v1/approvals', { runId, approvalId: leave.approvalId, decision: 'approve', actor: 'ben' });

    const dear = await webhook.next();
    const refused = ['reject', `${dear.runId}/${dear.approvalId}`, '--reason', 'too dear', '--actor', 'cleo'];
    expect(await parley.run(...refused)).toContain('is recorded as decided by cleo');
    expect(await ended(String(runId))).toMatchObject({ status: 'completed', answers: [{ text: 'all done' }] });

    expect(tools.asked).toEqual(['/book', '/pay']);
    const told = resultsIn(chat.received.at(-1)?.body).map(({ content }) => content);
    expect(told).toEqual(['seat 12 is yours', expect.stringContaining('paid'), expect.stringContaining('too dear')]);
    const { approvals } = await api('GET', '/v1/approvals');
    expect(approvals).toMatchObject([
      { decision: 'happened', actor: 'ann', reason: 'they said so' },
      { decision: 'approve', actor: 'ben' },
      { decision: 'reject', actor: 'cleo', reason: 'too dear' },
    ]);
    expect(await parley.run('approvals')).toMatch(
      /in doubt .*happened.* ann\n.*before call .*approve.* ben\n.*reject.* cleo/,
    );
    expect(await parley.run('approvals', name)).toMatch(
      /happened .* by ann: they said so\n\s+recorded .*: ok, seat 12/,
    );
    expect(await parley.run('show', String(runId))).toMatch(/approval solo\.3\.1\.1: reject by cleo: too dear/);
  });
});
