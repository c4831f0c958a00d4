import { writeFile } from 'node:fs/promises';
import { architectures } from '#coordination';
import type { RunEvent } from '#events';
import { otlpJsonOf, spansOf, type OtlpJson } from '#spans';
import type { Client } from '../fault/client.js';
import { eventually } from '../servers/eventually.js';
import { seenSpans, type SeenSpan } from '../servers/seen-spans.js';
import { BEHAVIOURS, type Behaviour } from './model-server.js';

const LIMITS = { backoffMs: 20, maxBackoffMs: 50 };
const SOURCE = { resource: { 'host.id': 'parley', 'service.name': 'parley' }, scope: { name: 'parley' } };

/** A run of every architecture, and one of every way in which a model behaves. */
export function bodiesOf(wave: number, baseUrl: string): ReadonlyMap<string, object> {
  const rehearsed = architectures().map(({ name }): [string, object] => [
    `${name}-${wave}`,
    {
      taskRef: { family: 'filings', seed: 1, index: wave, level: 2 },
      system: { architecture: name, limits: LIMITS },
      seed: wave,
    },
  ]);
  const asked = BEHAVIOURS.map((behaviour): [string, object] => [
    `${behaviour}-${wave}`,
    {
      task: { input: `What is 6 x 7? (${wave})`, tools: behaviour === 'acts' ? ['act'] : [], expected: 42 },
      system: { architecture: 'single', model: modelOf(behaviour, baseUrl), limits: LIMITS },
      seed: wave,
    },
  ]);
  return new Map([...rehearsed, ...asked]);
}

const modelOf = (model: Behaviour, baseUrl: string) => ({ provider: 'openai-compatible', model, baseUrl });

/** The tool that a person has to approve. */
export async function declareTools(file: string, origin: string): Promise<string> {
  const act = {
    name: 'act',
    description: 'Does something.',
    parameters: { type: 'object', properties: { note: { type: 'string' } }, required: ['note'] },
    method: 'POST',
    url: `${origin}/act`,
    effect: 'idempotent',
    approval: 'always',
    addresses: ['127.0.0.0/8'],
  };
  await writeFile(file, JSON.stringify({ http: [act] }));
  return file;
}

/** For services that die one after the other and come back while others need the machine. */
const PATIENCE_MS = 120_000;

interface RunView {
  readonly runId: string;
  readonly status: string;
  readonly graded?: unknown;
}

/** Resolves when all have ended and are graded: approves what is asked, and cancels what will not end by itself. */
export async function driven(client: Client, runIds: readonly string[], hanging: readonly string[]): Promise<void> {
  const open = async () => {
    await approveAll(client);
    const views = await Promise.all(runIds.map((runId) => client.ask<RunView>('GET', `/v1/runs/${runId}`)));
    const unfinished = views.filter(isUnfinished);
    const stuck = unfinished.filter(({ runId, status }) => hanging.includes(runId) && status === 'running');
    for (const { runId } of stuck) await client.ask('POST', `/v1/runs/${runId}/cancel`, { body: { reason: 'enough' } });
    return unfinished;
  };
  const left = await eventually(open, (unfinished) => unfinished.length === 0, PATIENCE_MS);
  if (left.length > 0) throw new Error(`stuck: ${JSON.stringify(left)}`);
}

const isUnfinished = ({ status, graded }: RunView): boolean =>
  status === 'completed' ? graded === undefined : status !== 'failed' && status !== 'cancelled';

async function approveAll(client: Client): Promise<void> {
  interface Approval {
    readonly runId: string;
    readonly approvalId: string;
  }
  const { approvals } = await client.ask<{ approvals: readonly Approval[] }>('GET', '/v1/approvals?status=open');
  for (const { runId, approvalId } of approvals)
    await client.ask('POST', '/v1/approvals', { body: { runId, approvalId, decision: 'approve' } });
}

/** What everybody who has the trace has to show. */
export async function spansOfLog(client: Client, runId: string): Promise<readonly SeenSpan[]> {
  return seenSpans(await otlpOfLog(client, runId));
}

/** What has to be sent of the run. */
export async function otlpOfLog(client: Client, runId: string): Promise<OtlpJson> {
  const events = await client.eventsOf(runId);
  return otlpJsonOf(spansOf(events.map(withEnvelope)), SOURCE);
}

/** HTTP gives events as CloudEvents, and the client takes from those what it needs itself. */
function withEnvelope(event: RunEvent): RunEvent {
  const { subject, time } = event as unknown as { readonly subject: RunEvent['runId']; readonly time: string };
  return { ...event, runId: subject, time: Date.parse(time) };
}
