import { afterEach, describe, expect, it } from '@jest/globals';
import { openMemoryLog } from '#event-log';
import { approvalIdOf, callIdOf, type RunEvent } from '#events';
import { eventStream, reportOf, runIdNumber, soloTurn, startedData } from '#read-models/testing';
import { Secret } from '#platform';
import { createApprovalNotifier } from './approval-notifier.js';
import { deliverTo } from './deliver.js';
import type { Notice } from './notice.js';
import { openWebhook, type WebhookServer } from './testing/webhook-server.js';

const callId = callIdOf(soloTurn(1), 1);
const approvalId = approvalIdOf(callId, 1);
const HOUR_MS = 3_600_000;

/** A run whose agent wants to pay, and waits for a person. */
function asking(n: number) {
  const stream = eventStream(runIdNumber(n));
  stream.add('RunStarted', startedData());
  const call = { name: 'pay', arguments: '{"to":"ann"}', effect: 'once', approval: 'always' } as const;
  const answer = { text: '', calls: [call] };
  stream.add('TurnAnswered', { turnId: soloTurn(1), attempt: 1, answer, controls: [], report: reportOf() });
  const asked = { approvalId, kind: 'before_call', turnId: soloTurn(1), callId } as const;
  const time = stream.events.at(-1)!.time;
  stream.add('ApprovalRequested', { ...asked, expiresAt: time + HOUR_MS });
  return stream;
}

describe('the webhook for approvals', () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });

  async function webhook(...statuses: readonly number[]): Promise<WebhookServer> {
    const server = await openWebhook(...statuses);
    cleanups.push(() => server.close());
    return server;
  }

  interface Setting {
    readonly disk?: ReturnType<typeof openMemoryLog>['disk'];
    readonly now?: () => number;
    readonly escalateMs?: number;
  }
  async function notifying({ url }: WebhookServer, { disk, now = Date.now, escalateMs = 0 }: Setting = {}) {
    const troubles: string[] = [];
    const {
      log,
      history,
      disk: written,
    } = openMemoryLog({
      ...(disk && { disk }),
      retryMs: 1,
      onTrouble: ({ error }) => troubles.push(String(error)),
    });
    const deliver = deliverTo<Notice>({ url: new Secret(url), variable: 'PARLEY_APPROVAL_WEBHOOK' });
    await log.work(createApprovalNotifier({ history, deliver, now, escalateMs }));
    const close = () => log.close();
    cleanups.push(close);
    const publish = (events: readonly RunEvent[]) =>
      log.publish(events.map((message) => ({ topic: 'run-events', message })));
    return { publish, close, disk: written, troubles };
  }

  it('is told who asks what, and nothing of what the tool would be given', async () => {
    const server = await webhook();
    const { publish } = await notifying(server);
    const { events } = asking(1);
    await publish(events);
    const asked = events.at(-1)!;
    expect(await server.next()).toEqual({
      id: `${asked.runId}:${asked.sequence}:approval.opened`,
      type: 'approval.opened',
      runId: asked.runId,
      approvalId,
      kind: 'before_call',
      agentId: 'solo',
      tool: 'pay',
      effect: 'once',
      requestedAt: asked.time,
      expiresAt: asked.time - 1000 + HOUR_MS,
      link: `/v1/approvals/${asked.runId}/${approvalId}`,
    });
  });

  it('is told again before an approval expires', async () => {
    const server = await webhook();
    const { publish } = await notifying(server, { escalateMs: 60_000 });
    await publish(asking(1).events);
    expect([(await server.next()).type, (await server.next()).type]).toEqual(['approval.opened', 'approval.expiring']);
  });

  it('is told no more of one that is closed', async () => {
    const server = await webhook();
    const [stream, other] = [asking(1), asking(2)];
    const { publish } = await notifying(server, { now: () => stream.events[0]!.time, escalateMs: 60_000 });
    await publish(stream.events);
    await server.next();
    await publish([stream.add('ApprovalResolved', { approvalId, decision: 'approve' })]);
    await publish(other.events);
    expect(await server.next()).toMatchObject({ runId: runIdNumber(2), type: 'approval.opened' });
    expect(server.received).toHaveLength(2);
  });

  it('is asked again until it takes a notice, and once it has taken it no more', async () => {
    const server = await webhook(503, 302);
    const { publish, troubles } = await notifying(server, { escalateMs: 60_000 });
    await publish(asking(1).events);
    const types = [await server.next(), await server.next(), await server.next(), await server.next()];
    expect(types.map(({ type }) => type)).toEqual([...Array<string>(3).fill('approval.opened'), 'approval.expiring']);
    expect(new Set(types.map(({ id }) => id)).size).toBe(2);
    expect(troubles).toEqual([expect.stringContaining('answered 503'), expect.stringContaining('answered 302')]);
  });

  it('whose server is gone is not named in what is reported', async () => {
    const server = await openWebhook();
    await server.close();
    const { publish, close, troubles } = await notifying(server);
    const stream = asking(1);
    await publish(stream.events);
    while (troubles.length === 0) await new Promise(setImmediate);
    expect(troubles[0]).toMatch(/PARLEY_APPROVAL_WEBHOOK names cannot be reached: connect ECONNREFUSED/);
    expect(troubles[0]).not.toContain('/hook');
    await close();
  });

  it('is told anew, by the same id, of what is open when the process starts again', async () => {
    const server = await webhook();
    const now = () => 0;
    const before = await notifying(server, { now, escalateMs: 60_000 });
    await before.publish(asking(1).events);
    const { id } = await server.next();
    await before.close();
    await notifying(server, { disk: before.disk, now, escalateMs: 60_000 });
    expect((await server.next()).id).toBe(id);
  });

  it('is told nothing of what was closed before it was there', async () => {
    const server = await webhook();
    const { log, disk } = openMemoryLog();
    const stream = asking(1);
    stream.add('RunCancelled', {});
    await log.publish([...stream.events, ...asking(2).events].map((message) => ({ topic: 'run-events', message })));
    await log.close();
    await notifying(server, { disk });
    expect(await server.next()).toMatchObject({ runId: runIdNumber(2) });
    expect(server.received).toHaveLength(1);
  });
});
