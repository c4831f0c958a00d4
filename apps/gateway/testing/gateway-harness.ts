import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FROM_SOURCE } from '#diagnosis/testing';
import { inProcessDeltas, openMemoryLog, type EventLog, type RunDeltas } from '#event-log';
import type { Blobs, RunCommand, RunDiagnosis, RunEvent, RunHistory } from '#events';
import { configFrom, createApplication, InfrastructureModule } from '#platform';
import { DIAGNOSES_PROJECTION, RUNS_PROJECTION } from '#read-models';
import { openFileBlobs, openSqliteStore, type Store } from '#store';
import { openReceivedTraces } from '#otlp';
import { officeSandbox } from '#tools';
import type { ReceivingLimits } from '#trajectory';
import { GatewayModule } from '../gateway.module.js';

export interface GatewayHarness {
  readonly url: string;
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly deltas: RunDeltas;
  readonly store: Store;
  readonly blobs: Blobs;
  /** Of the store and the blobs. */
  readonly directory: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** What an orchestrator and a projector would do with new events: publish them, project them. */
  happen(events: readonly RunEvent[]): Promise<void>;
  /** What a classifier and a projector would do. */
  diagnosed(diagnoses: readonly RunDiagnosis[]): Promise<void>;
  /** Only publishes. */
  publish(events: readonly RunEvent[]): Promise<void>;
  commands(): Promise<readonly RunCommand[]>;
  close(): Promise<void>;
}
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What the server says is looked at freely.
  readonly body: Record<string, unknown>;
}

export interface HarnessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Stands before the history that the gateway reads. */
  readonly history?: (history: RunHistory) => RunHistory;
}

/** How long the harness's history waits for an event that does not come. */
const HISTORY_TIMEOUT_MS = 200;

/** A gateway on a port of its own, over a log in memory and a store in a directory of its own. */
export async function startGateway({
  environment = {},
  history: around = (one) => one,
}: HarnessOptions = {}): Promise<GatewayHarness> {
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-gateway-'));
  const config = configFrom({ PARLEY_DATA: directory, PARLEY_LOG_LEVEL: 'error', ...environment });
  const { log, history: memory } = openMemoryLog({ historyTimeoutMs: HISTORY_TIMEOUT_MS });
  const history = around(memory);
  const store = await openSqliteStore({ directory });
  const blobs = openFileBlobs({ directory: path.join(directory, 'blobs') });
  const deltas = inProcessDeltas();
  const offices = officeSandbox(':memory:');
  const openTraces = (limits: ReceivingLimits) => openReceivedTraces({ directory, limits });
  const open = () => Promise.resolve({ log, history, deltas, store, blobs, offices, openTraces, alone: true });
  const module = {
    module: GatewayModule,
    imports: [InfrastructureModule.forConfig(config, { open, threadArguments: FROM_SOURCE })],
  };
  const app = await createApplication(module, config);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const publish = (events: readonly RunEvent[]) =>
    log.publish(events.map((message) => ({ topic: 'run-events', message })));
  return {
    url,
    log,
    history,
    deltas,
    store,
    blobs,
    directory,
    publish,
    get: async (at, headers = {}) => answerOf(await fetch(`${url}${at}`, { headers })),
    post: async (at, body, headers = {}) =>
      answerOf(
        await fetch(`${url}${at}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    happen: async (events) => {
      await publish(events);
      await project(store, RUNS_PROJECTION, { events });
    },
    diagnosed: async (diagnoses) => {
      await log.publish(diagnoses.map((message) => ({ topic: 'diagnoses', message })));
      await project(store, DIAGNOSES_PROJECTION, { events: [], diagnoses });
    },
    commands: () => commandsOn(log),
    close: async () => {
      await app.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
  return { status: response.status, headers: response.headers, body };
}

async function project(
  store: Store,
  projection: string,
  news: { readonly events: readonly RunEvent[]; readonly diagnoses?: readonly RunDiagnosis[] },
): Promise<void> {
  // A partition that the log does not have: its positions are of no use to who follows the log.
  const position = (await store.positionOf(projection, -1)) ?? 0;
  await store.apply(projection, -1, { ...news, position, next: position + 1 });
}

/** In the order in which they were made, whatever their partitions. */
async function commandsOn(log: EventLog): Promise<readonly RunCommand[]> {
  const commands: RunCommand[] = [];
  for await (const record of log.read('run-commands', new Map())) {
    if (record.topic === 'run-commands' && 'message' in record) commands.push(record.message);
  }
  return commands.sort((one, other) => (one.id < other.id ? -1 : 1));
}
