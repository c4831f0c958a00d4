import { isDeepStrictEqual } from 'node:util';
import { eventIn, isUnreadable } from '#event-log';
import type { RunEvent } from '#events';
import { configFrom, openInfrastructure } from '#platform';
import type { OtlpJson } from '#spans';
import type { OtlpSpan } from '#telemetry/testing';
import { programOf } from '../../apps/cli/program.js';
import { quietSession } from '../../apps/cli/testing/quiet-session.js';
import type { Client } from '../fault/client.js';
import { observe, type Places } from '../fault/workload.js';
import type { Outcome } from '../fault/outcome.js';
import { eventually } from '../servers/eventually.js';
import type { PostgresServer } from '../servers/postgres-server.js';
import { otlpOfLog } from '../traces/workload.js';
import { bodyOfKey } from './load.js';
import type { SpanSink } from './span-sink.js';

export interface Witnessed {
  /** Ids of runs by their keys. */
  readonly runs: ReadonlyMap<string, string>;
  readonly client: Client;
  readonly places: Places;
  readonly postgres: PostgresServer;
  readonly sink: SpanSink;
  readonly environment: Readonly<Record<string, string>>;
  /** How a run ends that nothing disturbs, by the name of its body. */
  readonly undisturbed: Readonly<Record<string, Outcome>>;
}

/** Everything that is wrong after all runs have ended; each list is empty where all is well. */
export interface Judgement {
  /** Keys of runs that ended otherwise than undisturbed. */
  readonly changed: readonly string[];
  readonly duplicatedTurns: readonly string[];
  /** `once` calls that happened more than once, or not at all. */
  readonly repeatedOnce: readonly string[];
  /** Runs whose events on the topic are not dense from 1, or not those that the database has. */
  readonly torn: readonly string[];
  /** Runs without a verdict of the classifier, some time after they have ended. */
  readonly undiagnosed: readonly string[];
  /** Runs whose spans have not all come, or came in different words. */
  readonly untraced: readonly string[];
  /** Tables that are not what the events make of them. */
  readonly staleTables: readonly string[];
}

export const NOTHING_WRONG: Judgement = {
  changed: [],
  duplicatedTurns: [],
  repeatedOnce: [],
  torn: [],
  undiagnosed: [],
  untraced: [],
  staleTables: [],
};

export async function judge(witnessed: Witnessed): Promise<Judgement> {
  const { runs, client, places, undisturbed } = witnessed;
  const { outcomes, duplicatedTurns, repeatedOnce } = await observe(client, runs, places);
  const changed = Object.entries(outcomes).filter(
    ([key, outcome]) => !isDeepStrictEqual(outcome, undisturbed[bodyOfKey(key)]),
  );
  return {
    changed: changed.map(([key]) => key),
    duplicatedTurns,
    repeatedOnce,
    torn: await tornRuns(witnessed),
    undiagnosed: await undiagnosed(witnessed),
    untraced: await untraced(witnessed),
    staleTables: await staleTables(witnessed),
  };
}

async function tornRuns({ runs, client, environment }: Witnessed): Promise<readonly string[]> {
  const onTopic = await eventsOnTopic(environment);
  const torn = await Promise.all(
    [...runs].map(async ([key, runId]) => {
      const stored = await client.eventsOf(runId);
      const isDense = stored.every(({ sequence }, index) => sequence === index + 1);
      const isWhole = isDense && isDeepStrictEqual(onTopic.get(runId), stored.map(inWords));
      return isWhole ? [] : [key];
    }),
  );
  return torn.flat();
}

const inWords = ({ sequence, data }: RunEvent): string => `${sequence} ${JSON.stringify(data)}`;

/** A run's grade is waited for by half a minute before it is diagnosed without. */
const VERDICT_MS = 90_000;

async function undiagnosed({ runs, postgres, environment }: Witnessed): Promise<readonly string[]> {
  const without = async () => {
    const rows = await postgres.ask('select distinct run_id from diagnoses', environment['PARLEY_POSTGRES_URL']);
    const diagnosed = new Set(rows.map((row) => row['run_id']));
    return [...runs].flatMap(([key, runId]) => (diagnosed.has(runId) ? [] : [key]));
  };
  return eventually(without, ({ length }) => length === 0, VERDICT_MS);
}

async function untraced({ runs, client, sink }: Witnessed): Promise<readonly string[]> {
  const traces = await Promise.all(
    [...runs].map(async ([key, runId]) => ({ key, spans: spansIn(await otlpOfLog(client, runId)) })),
  );
  const without = () => Promise.resolve(traces.flatMap(({ key, spans }) => (sink.has(spans) ? [] : [key])));
  return eventually(without, ({ length }) => length === 0);
}

/** As a receiver reads them: what `fetch` has parsed is of another realm than a test's own, and never strictly equal. */
const spansIn = (request: OtlpJson): readonly OtlpSpan[] =>
  (JSON.parse(JSON.stringify(request)) as OtlpJson).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  );

/** Of each run's events, in the order in which a reader of committed records finds them. */
async function eventsOnTopic(
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const { log, store, offices } = await openInfrastructure(configFrom(environment), () => undefined);
  try {
    for await (const record of log.read('run-events', new Map())) {
      if (isUnreadable(record)) throw new Error(`unreadable: ${record.unreadable.detail}`);
      const event = eventIn(record);
      if (event !== undefined) found.set(event.runId, [...(found.get(event.runId) ?? []), inWords(event)]);
    }
    return found;
  } finally {
    await log.close();
    await offices.close();
    await store.close();
  }
}

const PROJECTED = ['runs', 'agents', 'messages', 'usage', 'approvals', 'run_labels'];

async function staleTables({ postgres, environment }: Witnessed): Promise<readonly string[]> {
  const tables = async () =>
    new Map(await Promise.all(PROJECTED.map(async (name) => [name, await rowsOf(name)] as const)));
  const rowsOf = async (name: string) => {
    const [row] = await postgres.ask(
      `select json_agg(t order by t::text)::text as rows from ${name} t`,
      environment['PARLEY_POSTGRES_URL'],
    );
    return row?.['rows'];
  };
  const projected = await tables();
  const { session } = quietSession(environment);
  await programOf(session).parseAsync(['projections', 'rebuild'], { from: 'user' });
  const folded = await tables();
  return PROJECTED.filter((name) => projected.get(name) !== folded.get(name));
}
