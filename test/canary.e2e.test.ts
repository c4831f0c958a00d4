import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openOtlpReceiver, type OtlpReceiver } from '#telemetry/testing';
import { failureOf } from '../apps/cli/failure-of.js';
import { programOf } from '../apps/cli/program.js';
import { quietSession } from '../apps/cli/testing/quiet-session.js';
import { openWebhook, type WebhookServer } from '../apps/webhooks/testing/webhook-server.js';
import { openEchoServer, type EchoServer } from './canary/echo-server.js';
import { HttpAnswers } from './canary/http-answers.js';
import { BEHAVIOURS, openModelVendors, WORDS, type ModelVendor } from './canary/model-vendors.js';
import { startParley, type ParleyProcess } from './canary/parley-process.js';
import { filesIn, search, type Material } from './canary/search.js';

jest.setTimeout(240_000);

const ROOT = path.resolve(import.meta.dirname, '..');
/** Each opens one thing, and stands for itself wherever it is found. */
const CANARIES = {
  openai: 'canaryOpenAi-4f81c09b2e7d',
  anthropic: 'canaryAnthropic-93b7d5510ac2',
  google: 'canaryGoogle-c2e8f6417b3a',
  compatible: 'canaryCompatible-7a90be32f5d1',
  tool: 'canaryTool-51d6e80c94fb',
  remote: 'canaryRemote-e07a3b96c1d8',
  local: 'canaryLocal-8c35f2b7a60e',
  collector: 'canaryCollector-b64e19d07f83',
  webhook: 'canaryWebhook-0f7c82ae35d9',
  expected: 'canaryExpected-2d96b4f0e71c',
} as const;
/** Whose key is whose. */
const KEY_OF: Readonly<Record<string, string>> = {
  openai: CANARIES.openai,
  anthropic: CANARIES.anthropic,
  google: CANARIES.google,
  'openai-compatible': CANARIES.compatible,
};

const asMaterial = (where: string, things: Iterable<unknown>): readonly Material[] =>
  Array.from(things, (thing) => ({
    where,
    bytes: thing instanceof Uint8Array ? thing : Buffer.from(JSON.stringify(thing)),
  }));

describe('secrets', () => {
  let directory: string;
  let vendors: readonly ModelVendor[];
  let [tool, remote]: EchoServer[] = [];
  let collector: OtlpReceiver;
  let webhook: WebhookServer;
  let parley: ParleyProcess | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-canary-'));
    vendors = await openModelVendors();
    [tool, remote] = [await openEchoServer(500), await openEchoServer(401)];
    collector = await openOtlpReceiver();
    webhook = await openWebhook(500);
  });
  afterEach(async () => {
    await parley?.stop();
    await Promise.all([...vendors.map(({ server }) => server.close()), tool?.close(), remote?.close()]);
    await Promise.all([collector.close(), webhook.close()]);
    await rm(directory, { recursive: true });
  });

  const at = (name: string) => path.join(directory, name);
  const originOf = (name: string) => vendors.find((vendor) => vendor.name === name)!.server.origin;

  /** All of them, where whoever runs an installation would put them. */
  async function environment(): Promise<Record<string, string>> {
    await writeFile(at('anthropic-key'), `${CANARIES.anthropic}\n`);
    await writeFile(at('tools.json'), JSON.stringify(declarations(tool!.url, remote!.url)));
    return {
      PARLEY_LOG_LEVEL: 'debug',
      OPENAI_API_KEY: CANARIES.openai,
      OPENAI_BASE_URL: `${originOf('openai')}/v1`,
      ANTHROPIC_API_KEY_FILE: at('anthropic-key'),
      ANTHROPIC_BASE_URL: originOf('anthropic'),
      GEMINI_API_KEY: CANARIES.google,
      GEMINI_BASE_URL: originOf('google'),
      PARLEY_API_KEY: CANARIES.compatible,
      PARLEY_BASE_URL: `${originOf('openai-compatible')}/v1`,
      PARLEY_MODEL: 'answers',
      PARLEY_CASSETTES: at('cassettes'),
      PARLEY_TOOLS: at('tools.json'),
      TOOL_SECRET: CANARIES.tool,
      REMOTE_SECRET: CANARIES.remote,
      LOCAL_SECRET: CANARIES.local,
      PARLEY_APPROVAL_WEBHOOK: `${webhook.url}?token=${CANARIES.webhook}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-collector-key=${CANARIES.collector}`,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY',
    };
  }

  /** A run of every vendor with every behaviour, and a team of all of them that has one that fails. */
  async function startRuns(client: HttpAnswers): Promise<readonly string[]> {
    const task = { input: 'What is 6 x 7?', tools: ['act', 'local__exit'], expected: CANARIES.expected };
    const limits = { attempts: 2, backoffMs: 10, maxBackoffMs: 20 };
    const alone = vendors.flatMap(({ name: provider }) =>
      BEHAVIOURS.map((model) => ({ task, system: { architecture: 'single', model: { provider, model }, limits } })),
    );
    const agents = vendors.map(({ name: provider }, n) => ({
      agentId: `peer-${n + 1}`,
      model: { provider, model: n === 0 ? 'refuses' : 'answers' },
    }));
    const bodies = [...alone, { task, system: { architecture: 'decentralized', agents, limits } }];
    return Promise.all(bodies.map((body, n) => client.start(`key-${n}`, body)));
  }

  /** What commands print, and on what, with all secrets in their own environment too. */
  async function commandOutput(env: Record<string, string>, url: string, runIds: readonly string[]) {
    const ofRuns = runIds.flatMap((runId) => [
      ['show', runId],
      ['events', runId],
      ['events', runId, '--json'],
      ['trace', 'show', runId],
      ['trace', 'html', runId, '--file', at(`${runId}.html`)],
    ]);
    const commands = [['runs'], ['runs', '--json'], ['approvals'], ['systems'], ['tasks'], ...ofRuns];
    const served = commands.map((args) => [...args, '--server', url]);
    const output: Material[] = [];
    for (const args of [...served, ['doctor', '--data', at('elsewhere')]]) {
      const { session, printed, noted } = quietSession(env);
      await programOf(session)
        .parseAsync(args, { from: 'user' })
        .catch((error: unknown) => noted.push(String(failureOf(error).line)));
      output.push(...asMaterial(`parley ${args[0]!}`, [[...printed, ...noted]]));
    }
    return output;
  }

  it('are nowhere but where they belong, whatever goes wrong', async () => {
    const env = await environment();
    parley = await startParley(at('data'), env);
    const client = new HttpAnswers(parley.url);
    const runIds = await startRuns(client);
    await client.ended(runIds.length);
    await client.ask('POST', '/v1/runs', '{"task": {"input": ', { 'idempotency-key': 'broken' });
    await client.ask('POST', '/v1/runs', { task: { input: 'x' }, system: { preset: 'unheard-of' } });
    await client.readAll(runIds);
    const printed = await commandOutput(env, parley.url, runIds);
    const graded = await gradingTexts(client, runIds);
    await parley.stop();

    const material: Readonly<Record<string, readonly Material[]>> = {
      data: [...filesIn(at('data'))],
      cassettes: [...filesIn(at('cassettes'))],
      pages: await Promise.all(
        runIds.map(async (id) => ({ where: `${id}.html`, bytes: await readFile(at(`${id}.html`)) })),
      ),
      output: asMaterial('output of parley dev', [Buffer.from(parley.output())]),
      commands: printed,
      answers: client.material,
      vendors: vendors.flatMap((vendor) => asMaterial(`request to ${vendor.name}`, vendor.sent())),
      tools: asMaterial(
        'request to a tool',
        [...tool!.requests, ...remote!.requests].map(({ headers: { 'x-key': _, ...headers }, body }) => [
          headers,
          body,
        ]),
      ),
      spans: collector.requests.flatMap(({ path: to, headers: { 'x-collector-key': _, ...headers }, body }) =>
        asMaterial(`export to ${to}`, [body, headers]),
      ),
      notices: asMaterial('notice', webhook.received),
    };

    // Whatever is not seen by the search could not be found by it.
    const words = Object.entries(material).filter(([, some]) => search({ words: WORDS }, some).length > 0);
    expect(words.map(([kind]) => kind)).toEqual([
      'data',
      'cassettes',
      'pages',
      'commands',
      'answers',
      'vendors',
      'spans',
    ]);
    for (const vendor of vendors) {
      const told = new Set(vendor.keys());
      expect([vendor.name, ...told]).toEqual([vendor.name, expect.stringContaining(KEY_OF[vendor.name]!)]);
    }
    expect(new Set(tool!.requests.map(({ headers }) => headers['x-key']))).toEqual(new Set([CANARIES.tool]));
    expect(remote!.requests[0]?.headers['x-key']).toBe(CANARIES.remote);
    expect(collector.requests[0]?.headers['x-collector-key']).toBe(CANARIES.collector);

    // What is expected lies in one salted text of each run, which the grader reads.
    const finds = search(CANARIES, Object.values(material).flat());
    const { expected, others } = Object.groupBy(finds, ({ canary }) => (canary === 'expected' ? 'expected' : 'others'));
    expect(others).toBeUndefined();
    expect(expected?.map(({ where }) => where).sort()).toEqual(graded.sort());
  });

  /** Where the expected answers of these runs lie. */
  async function gradingTexts(client: HttpAnswers, runIds: readonly string[]): Promise<string[]> {
    const texts = runIds.map(async (runId) => {
      const page = (await client.ask('GET', `/v1/runs/${runId}/events?limit=1`)) as {
        readonly events: readonly [{ readonly data: { readonly gradingRef: { readonly blob: string } } }];
      };
      return path.join('blobs', runId.slice(-2), runId, page.events[0].data.gradingRef.blob);
    });
    return Promise.all(texts);
  }
});

/** A tool and a server over HTTP that tell their callers what they were sent, and one that dies with it on its lips. */
const declarations = (tool: string, remote: string) => ({
  servers: [
    { name: 'remote', url: `${remote}/mcp`, headers: { 'X-Key': '${env:REMOTE_SECRET}' } },
    {
      name: 'local',
      command: process.execPath,
      args: ['--conditions=parley-source', '--import', './tools/ts-hooks.mjs', 'libs/tools/testing/mcp-server.ts'],
      cwd: ROOT,
      env: { CANARY: '${env:LOCAL_SECRET}' },
      tools: { exit: { effect: 'read' } },
    },
  ],
  http: [
    {
      name: 'act',
      description: 'Acts.',
      parameters: { type: 'object' },
      method: 'PUT',
      url: `${tool}/act`,
      headers: { 'X-Key': '${env:TOOL_SECRET}' },
      approval: 'always',
      addresses: ['127.0.0.0/8'],
    },
  ],
});
