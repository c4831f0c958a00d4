import type { RunEvent } from '#events';
import { effectsOf } from '#tools/testing';
import type { Client } from './client.js';
import { duplicatedTurns, outcomeOf, type Outcome } from './outcome.js';

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
  const effects = indices.map((index): [string, unknown] => [
    `effects-${index}`,
    {
      task: {
        input: 'Use the tools.',
        tools: ['test_read', 'test_idempotent', 'test_once'],
        grader: { kind: 'exact', expected: 'all done' },
      },
      system: { architecture: 'single', model: { provider: 'effects', model: 'scripted', calling: 'native' } },
      seed: index,
    },
  ]);
  return new Map([...teams, ...effects]);
}

export interface Observed {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly duplicatedTurns: readonly string[];
  /** `once` calls that happened more than once. */
  readonly repeatedOnce: readonly string[];
}

export async function observe(client: Client, runs: ReadonlyMap<string, string>, effects: string): Promise<Observed> {
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
  };
}

const onceCalls = (events: readonly RunEvent[]): string[] => [
  ...new Set(events.flatMap((event) => (event.type === 'ToolCallStarted' ? [event.data.callId] : []))),
];
