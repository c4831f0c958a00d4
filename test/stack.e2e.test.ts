import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chunk, completion, events, openChatServer, sendJson, type ChatServer } from '#llm/testing';
import { openSource, type Heard } from '../apps/gateway/testing/event-source.js';
import { openWebhook, type WebhookServer } from '../apps/webhooks/testing/webhook-server.js';
import { birthOf } from '../tools/servers/process-birth.js';
import { declarations, openToolServer, type ToolServer } from './approvals/tool-server.js';
import { describeWithServers } from './servers/describe-with-servers.js';
import { eventually } from './servers/eventually.js';
import { StackProcess, type Listed, type ListedService } from './stack/stack-process.js';

jest.setTimeout(180_000);

const TWO_OF_EACH = [
  'gateways',
  'orchestrators',
  'workers',
  'projectors',
  'graders',
  'webhooks',
  'classifiers',
].flatMap((name) => [`--${name}`, '2']);
const REHEARSED = { provider: 'rehearsal', model: 'rehearsal-mid', calling: 'native' };
const ARCHITECTURES = ['single', 'independent', 'centralized', 'decentralized', 'hybrid'];

interface Asked {
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
}

/** Pays once, if it is let to, and is done. */
function reply(body: unknown): object {
  if ((body as Asked).messages.some(({ role }) => role === 'tool')) return completion({ content: 'all done' });
  const call = { id: 'c1', type: 'function', function: { name: 'pay', arguments: '{"what":"12 EUR"}' } };
  return completion({ content: null, tool_calls: [call] });
}
const spokenSlowly = (body: unknown): boolean => JSON.stringify(body).includes('Speak slowly.');
const WORD_EVERY_MS = 50;

/** Says a word again and again until somebody has heard one. */
function speak(response: ServerResponse, heard: Promise<unknown>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const speaking = setInterval(() => {
    response.write(`data: ${JSON.stringify(chunk({ content: 'word ' }))}\n\n`);
  }, WORD_EVERY_MS);
  void heard.then(() => {
    clearInterval(speaking);
    response.end(events([chunk({}, 'stop')]));
  });
}
const neverAnswered = (body: unknown): boolean => JSON.stringify(body).includes('Wait for ever');

/** Why nobody can be reached at this address, if so. */
const refusal = (address: string): Promise<string | undefined> =>
  fetch(`http://${address}`).then(
    () => undefined,
    (error: unknown) => (error as { readonly cause?: { readonly code?: string } }).cause?.code,
  );

describe('parley stack up, where nothing is provisioned', () => {
  it('says which command provisions what', async () => {
    const cache = await mkdtemp(path.join(tmpdir(), 'parley-cache-'));
    await expect(StackProcess.start([], { PARLEY_CACHE: cache })).rejects.toThrow(
      'ended with 5: parley: servers: not provisioned: kafka postgres. Run `npm run provision -- kafka postgres` first',
    );
    await rm(cache, { recursive: true });
  });
});

describeWithServers('two of each service, as processes on Kafka and PostgreSQL', ['kafka', 'postgres'], () => {
  let directory: string;
  let chat: ChatServer;
  let tools: ToolServer;
  let webhook: WebhookServer;
  let stack: StackProcess;
  let listed: Listed;
  const heard = Promise.withResolvers<undefined>();
  const hangsUp = Promise.withResolvers<undefined>();

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-stack-'));
    chat = await openChatServer((response, { body }) => {
      if (neverAnswered(body)) response.once('close', hangsUp.resolve);
      else if (spokenSlowly(body)) speak(response, heard.promise);
      else sendJson(response, reply(body));
    });
    tools = await openToolServer((_path, response) => response.end('paid'));
    webhook = await openWebhook();
    const file = path.join(directory, 'tools.json');
    await writeFile(file, JSON.stringify(declarations(tools.url)));
    ({ stack, listed } = await StackProcess.start(TWO_OF_EACH, {
      PARLEY_BASE_URL: chat.baseUrl,
      PARLEY_MODEL: 'scripted',
      PARLEY_TOOLS: file,
      PARLEY_APPROVAL_WEBHOOK: webhook.url,
      PARLEY_KAFKA_SESSION_TIMEOUT_MS: '3000',
    }));
  });
  afterAll(async () => {
    await stack.interrupt();
    await Promise.all([chat.close(), tools.close(), webhook.close()]);
    await rm(directory, { recursive: true, force: true });
  });

  const service = (name: string): ListedService => {
    const found = listed.services.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no ${name} in ${JSON.stringify(listed)}`);
    return found;
  };

  async function api(gateway: 1 | 2, method: string, at: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(service(`gateway-${gateway}`).url + at, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, unknown>;
  }
  const start = async (gateway: 1 | 2, body: object) => String((await api(gateway, 'POST', '/v1/runs', body))['runId']);
  const becomes = (runId: string, wanted: object) =>
    eventually(
      () => api(2, 'GET', `/v1/runs/${runId}`),
      (run) => Object.entries(wanted).every(([key, value]) => run[key] === value),
    );
  const rehearsed = (architecture: string, index: number) => ({
    taskRef: { family: 'filings', seed: 1, index, level: 2 },
    system: { architecture, model: REHEARSED },
    seed: index,
  });
  const graded = (runId: string) =>
    eventually(
      () => api(1, 'GET', `/v1/runs/${runId}`),
      (run) => run['graded'] !== undefined,
    );

  it('are all ready, and one of each may stand by', async () => {
    for (const { name, url } of listed.services) {
      const ready = await eventually(
        async () => (await (await fetch(`${url}/readyz`)).json()) as { readonly ready: boolean },
        (report) => report.ready,
      );
      expect({ name, ...ready }).toMatchObject({ name, ready: true });
      expect((await fetch(`${url}/metrics`)).status).toBe(200);
    }
  });

  it('complete and grade runs of every architecture, whichever gateway is asked', async () => {
    const runIds = await Promise.all(
      ARCHITECTURES.flatMap((architecture) => [
        start(1, rehearsed(architecture, 1)),
        start(2, rehearsed(architecture, 2)),
      ]),
    );
    const runs = await Promise.all(runIds.map(graded));
    expect(runs.map(({ status }) => status)).toEqual(runIds.map(() => 'completed'));
  });

  const sequencesOf = (heard: readonly Heard[]) => heard.flatMap(({ sequence }) => sequence ?? []);

  it('let a second gateway catch up with a run and follow it, with every event once', async () => {
    const runId = await start(1, rehearsed('decentralized', 3));
    const at = (gateway: 1 | 2) => `${service(`gateway-${gateway}`).url}/v1/runs/${runId}/events`;
    const source = await openSource(at(2));
    const first: Heard[] = [];
    // Words may come before the events of their turn.
    while (sequencesOf(first).length < 4) first.push(...(await source.take(1)));
    source.drop();
    const resumed = await openSource(at(1), Math.max(...sequencesOf(first)));
    const sequences = sequencesOf([...first, ...(await resumed.rest())]);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    await graded(runId);
    const page = (await api(1, 'GET', `/v1/runs/${runId}/events?limit=500`)) as { readonly events: readonly object[] };
    expect(page.events).toHaveLength(sequences.length);
  });

  it('tell the words of a turn at every gateway while its model speaks to a worker', async () => {
    const runId = await start(1, { task: { input: 'Speak slowly.' }, system: { architecture: 'single' } });
    for (const gateway of [1, 2] as const) {
      const source = await openSource(`${service(`gateway-${gateway}`).url}/v1/runs/${runId}/events`);
      let word: Heard | undefined;
      while (word?.delta === undefined) [word] = await source.take(1);
      expect(word.delta.text).toBe('word ');
      source.drop();
    }
    heard.resolve(undefined);
    expect(await becomes(runId, { status: 'completed' })).toMatchObject({ status: 'completed' });
  });

  it('ask a person by the webhook, and do as any gateway is told', async () => {
    const task = { input: 'Pay.', tools: ['pay'], expected: 'all done' };
    const runId = await start(1, { task, system: { architecture: 'single' } });
    const notice = await webhook.next();
    expect(notice).toMatchObject({ runId, kind: 'before_call', tool: 'pay' });
    expect(tools.asked).toEqual([]);
    await api(2, 'POST', '/v1/approvals', { runId, approvalId: notice.approvalId, decision: 'approve', actor: 'ann' });
    expect(await becomes(runId, { status: 'completed' })).toMatchObject({ answers: [{ text: 'all done' }] });
    expect(tools.asked).toEqual(['/pay']);
  });

  it('stop a call to a model when its run is cancelled at another process', async () => {
    const runId = await start(1, { task: { input: 'Wait for ever.' }, system: { architecture: 'single' } });
    await eventually(
      () => Promise.resolve(chat.received.some(({ body }) => neverAnswered(body))),
      (asked) => asked,
    );
    await api(2, 'POST', `/v1/runs/${runId}/cancel`, {});
    expect(await becomes(runId, { status: 'cancelled' })).toMatchObject({ status: 'cancelled' });
    await hangsUp.promise;
  });

  it('are started again at their addresses when they die, and lose no run', async () => {
    const victims = listed.services.filter(({ name }) =>
      /^(orchestrator|agent-worker|projector|gateway)-1$/.test(name),
    );
    const runIds = await Promise.all([4, 5].map((index) => start(2, rehearsed('centralized', index))));
    for (const { pid } of victims) process.kill(pid, 'SIGKILL');
    for (const { name } of victims) await stack.line(new RegExp(`^${name} was killed`));
    const runs = await Promise.all(
      runIds.map((runId) =>
        eventually(
          () => api(2, 'GET', `/v1/runs/${runId}`),
          (run) => run['graded'] !== undefined,
        ),
      ),
    );
    expect(runs.map(({ status }) => status)).toEqual(['completed', 'completed']);
    for (const { url } of victims) {
      const alive = await eventually(
        async () => (await fetch(`${url}/healthz`)).status,
        (status) => status === 200,
      );
      expect(alive).toBe(200);
    }
  });

  it('are gone after Ctrl-C, with the servers that were started for them', async () => {
    const births = listed.services.map(({ pid }) => ({ pid, birth: birthOf(pid) }));
    expect(await stack.interrupt()).toBe(0);
    expect(births.filter(({ pid, birth }) => birth !== undefined && birthOf(pid) === birth)).toEqual([]);
    for (const { url } of listed.services) await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    const { PARLEY_KAFKA_BROKERS: broker = '' } = listed.servers;
    expect(await refusal(broker)).toBe('ECONNREFUSED');
  });
});

describeWithServers('one of each service', ['kafka', 'postgres'], () => {
  it('goes with `parley stack up` also when that is killed', async () => {
    const { stack, listed } = await StackProcess.start([], {});
    const births = listed.services.map(({ pid }) => ({ pid, birth: birthOf(pid) }));
    await stack.kill();
    const alive = () => births.filter(({ pid, birth }) => birth !== undefined && birthOf(pid) === birth);
    const gone = await eventually(
      () => Promise.resolve(alive()),
      ({ length }) => length === 0,
    );
    expect(gone).toEqual([]);
    const { PARLEY_KAFKA_BROKERS: broker = '' } = listed.servers;
    const why = await eventually(
      () => refusal(broker),
      (code) => code === 'ECONNREFUSED',
    );
    expect(why).toBe('ECONNREFUSED');
  });
});
