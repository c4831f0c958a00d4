import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { foreignTrajectories, inspectionOf, type Inspection, type Telemetry } from '#trajectory';
import { readPayload } from '../../apps/cli/inspect/read-payload.js';

/** What a folder of traces says about itself; tokens are null where no span reports them. */
interface Truth {
  readonly llm_calls: number;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly agents: Readonly<Record<string, AgentTruth>>;
  readonly tool_runs: readonly { readonly agent: string; readonly name: string; readonly ok: boolean }[];
  readonly messages_between_agents: readonly { readonly from: string; readonly to: string; readonly kind: string }[];
}

interface AgentTruth {
  readonly llm_calls: number;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
}

const FIXTURES = path.join(import.meta.dirname, '../../libs/trajectory/fixtures');
/** Another directory of the same format may be set. */
const DATA = process.env['PARLEY_OTLP_DATA'];
const DIRECTORIES = [
  path.join(FIXTURES, 'otlp'),
  path.join(FIXTURES, 'frameworks'),
  ...(DATA === undefined ? [] : [DATA]),
];

const runs = DIRECTORIES.flatMap((directory) =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [`${path.basename(directory)}/${name}`, path.join(directory, name)] as const),
);

function telemetryIn(directory: string): readonly Telemetry[] {
  const files = readdirSync(directory).filter((name) => /^(?:body|logs)-/.test(name));
  return files.flatMap((name) => {
    const file = path.join(directory, name);
    return readPayload(file, readFileSync(file))?.telemetry ?? [];
  });
}

const inspected = (directory: string): readonly Inspection[] =>
  foreignTrajectories(telemetryIn(directory)).map(inspectionOf);

const sorted = (items: readonly unknown[]): readonly string[] => items.map((item) => JSON.stringify(item)).sort();

const sum = (counts: readonly (number | null)[]): number | null =>
  counts.includes(null) ? null : counts.reduce<number>((total, count) => total + (count ?? 0), 0);

describe.each(runs)('%s', (_, directory) => {
  const truth = JSON.parse(readFileSync(path.join(directory, 'truth.json'), 'utf8')) as Truth;
  const found = inspected(directory);
  const unknown = found.flatMap((run) => run.unknown).join('\n');

  it('has its turns, per agent, and its tokens once, or says that they are unknown', () => {
    expect(found.reduce((total, { turns }) => total + turns, 0)).toBe(truth.llm_calls);
    const byAgent = Map.groupBy(
      found.flatMap(({ agents }) => agents),
      ({ name }) => name,
    );
    expect(sorted([...byAgent].map(([name, parts]) => [name, sum(parts.map(({ turns }) => turns))]))).toEqual(
      sorted(Object.entries(truth.agents).map(([name, agent]) => [name, agent.llm_calls])),
    );
    for (const [name, parts] of byAgent) {
      expect(sum(parts.map(({ inputTokens }) => inputTokens))).toBe(truth.agents[name]!.input_tokens);
      expect(sum(parts.map(({ outputTokens }) => outputTokens))).toBe(truth.agents[name]!.output_tokens);
    }
    const input = sum(found.map(({ tokens }) => tokens.input));
    if (input === null) expect(unknown).toMatch(/^tokens:/m);
    else
      expect([input, sum(found.map(({ tokens }) => tokens.output))]).toEqual([truth.tokens.input, truth.tokens.output]);
  });

  it('has its tool calls with their outcome', () => {
    expect(sorted(found.flatMap(({ toolCalls }) => toolCalls))).toEqual(
      sorted(truth.tool_runs.map(({ agent, name, ok }) => ({ agent, name, ok }))),
    );
  });

  it('has its messages between agents', () => {
    expect(sorted(found.flatMap(({ messages }) => messages))).toEqual(
      sorted(truth.messages_between_agents.map(({ from, to, kind }) => ({ from, to, kind }))),
    );
  });

  it('has errors only where a tool or a worker failed', () => {
    const failed = truth.tool_runs.some(({ ok }) => !ok);
    const died = truth.messages_between_agents.some(({ kind }) => kind === 'error');
    expect(found.some(({ errors }) => errors.length > 0)).toBe(failed || died);
  });
});

describe('names', () => {
  const RENAMED = new Map([
    ['coordinator', 'quibbler'],
    ['researcher', 'zephyrine'],
    ['analyst', 'bordeaux'],
    ['writer', 'kumquat'],
    ['lookup_site', 'frobnicate'],
    ['estimate_cost', 'weigh_goose'],
  ]);
  const renamed = (text: string): string =>
    [...RENAMED].reduce((changed, [from, to]) => changed.replaceAll(from, to), text);

  it.each(runs.filter(([name]) => /^otlp\/.*-team$/.test(name)))('mean nothing to the reader of %s', (_, directory) => {
    const telemetry = telemetryIn(directory);
    const plain = foreignTrajectories(telemetry).map(inspectionOf);
    const changed = foreignTrajectories(telemetry.map((part) => withTexts(part, renamed))).map(inspectionOf);
    expect(changed).toEqual(JSON.parse(renamed(JSON.stringify(plain))));
  });
});

/** Every text in the telemetry changed: names, attributes, events. */
function withTexts({ spans, logs, unusable }: Telemetry, change: (text: string) => string): Telemetry {
  const value = (held: unknown): unknown => JSON.parse(change(JSON.stringify(held))) as unknown;
  const attributes = (held: ReadonlyMap<string, unknown>) => new Map([...held].map(([key, one]) => [key, value(one)]));
  return {
    spans: spans.map((span) => ({
      ...span,
      name: change(span.name),
      attributes: attributes(span.attributes),
      events: span.events.map((event) => ({ ...event, attributes: attributes(event.attributes) })),
    })),
    logs,
    unusable,
  } as Telemetry;
}
