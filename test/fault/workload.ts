import type { RunEvent } from '#events';
import { effectsOf } from '#tools/testing';
import type { Client } from './client.js';
import { duplicatedTurns, outcomeOf, type Outcome } from './outcome.js';
import { ENDPOINT_TOOLS, SERVER_TOOLS } from './outside-tools.js';
import { officeIn } from './witness.js';

const ARCHITECTURES = ['single', 'independent', 'centralized', 'decentralized'];

/** Runs by idempotency key: every architecture on generated tasks, and runs whose calls have effects. */
export function workload(tasks: number): ReadonlyMap<string, unknown> {
  const indices = Array.from({ length: tasks }, (_, index) => index);
  const teams = ARCHITECTURES.flatMap((architecture) =>
    indices.map((index): [string, unknown] => [
      `${architecture}-${index}`,
      {
        taskRef: { family: 'filings', seed: 1, index, level: 2 },
        system: { architecture, limits: { backoffMs: 20, maxBackoffMs: 100 } },
        seed: index,
      },
    ]),
  );
  const effects = indices.map((index): [string, unknown] => [`effects-${index}`, effectsRun(LOCAL_TOOLS, index)]);
  return new Map([...teams, ...effects]);
}

const LOCAL_TOOLS = ['test_read', 'test_idempotent', 'test_once'];

const effectsRun = (tools: readonly string[], seed: number) => ({
  task: { input: 'Use the tools.', tools, grader: { kind: 'exact', expected: 'all done' } },
  system: { architecture: 'single', model: { provider: 'effects', model: 'scripted', calling: 'native' } },
  seed,
});

/** Runs whose calls leave the process: to a tool server, an endpoint, and an office in which mails are sent. */
export function outsideWorkload(): ReadonlyMap<string, unknown> {
  const office = (architecture: string) => ({
    taskRef: { family: 'office', seed: 1, index: 1, level: 2 },
    system: { architecture, limits: { backoffMs: 20, maxBackoffMs: 100 } },
    seed: 1,
  });
  return new Map<string, unknown>([
    ['server', effectsRun(SERVER_TOOLS, 1)],
    ['endpoint', effectsRun(ENDPOINT_TOOLS, 2)],
    ['office-single', office('single')],
    ['office-centralized', office('centralized')],
  ]);
}

export interface Observed {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly duplicatedTurns: readonly string[];
  /** `once` calls of test tools that happened more than once, or not at all. */
  readonly repeatedOnce: readonly string[];
  /** What the test tools have done for each run with a key of its own, and how each run's office looks. */
  readonly world: Readonly<Record<string, unknown>>;
}

/** Where the world outside keeps what has happened to it. */
export interface Places {
  readonly data: string;
  readonly effects: string;
}

export async function observe(
  client: Client,
  runs: ReadonlyMap<string, string>,
  { data, effects }: Places,
): Promise<Observed> {
  const streams = await Promise.all(
    [...runs].map(async ([key, runId]) => ({ key, runId, events: await client.eventsOf(runId) })),
  );
  return {
    outcomes: Object.fromEntries(streams.map(({ key, events }) => [key, outcomeOf(events)])),
    duplicatedTurns: streams.flatMap(({ key, events }) => duplicatedTurns(events).map((turn) => `${key}/${turn}`)),
    repeatedOnce: streams.flatMap(({ key, runId, events }) =>
      onceCalls(events)
        .filter((callId) => effectsOf(effects, 'once', { runId, callId }).happened !== 1)
        .map((callId) => `${key}/${callId}`),
    ),
    world: await worldOf({ effects, data }, runs),
  };
}

/** What the runs have changed outside, by their keys. */
async function worldOf({ effects, data }: Places, runs: ReadonlyMap<string, string>): Promise<Observed['world']> {
  const worlds = await Promise.all(
    [...runs].map(async ([key, runId]) => {
      const { happened } = effectsOf(effects, 'idempotent', { runId });
      return [key, { happened, office: await officeIn(data, runId) }] as const;
    }),
  );
  return Object.fromEntries(worlds);
}

const onceCalls = (events: readonly RunEvent[]): string[] => [
  ...new Set(
    events.flatMap((event) => (event.type === 'ToolCallStarted' && !isOffice(events) ? [event.data.callId] : [])),
  ),
];

/** Its mails are counted where they have gone. */
const isOffice = ([first]: readonly RunEvent[]): boolean =>
  first?.type === 'RunStarted' && first.data.taskRef?.family === 'office';
