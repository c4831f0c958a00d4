import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foreignTrajectories, inspectionOf, type Inspection } from '#trajectory';
import { readPayload } from '../../apps/cli/inspect/read-payload.js';
import { digits, fileOf, spansSentIn, WIRES, type KeyValue, type Sent, type SentSpan } from './requests.js';

const FIXTURES = path.join(import.meta.dirname, '../../libs/trajectory/fixtures');
const folders = ['otlp', 'frameworks'].flatMap((kind) =>
  readdirSync(path.join(FIXTURES, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${kind}/${name}`),
);

const sorted = (items: readonly unknown[]): readonly string[] => items.map((item) => JSON.stringify(item)).sort();

const inspectedFiles = (files: readonly Uint8Array[]): readonly Inspection[] =>
  foreignTrajectories(files.flatMap((file) => readPayload('file', file)?.telemetry ?? [])).map(inspectionOf);

const inspected = (sent: readonly Sent[]): readonly Inspection[] => inspectedFiles([fileOf(sent, 'protobuf', false)]);

const sentIn = new Map(folders.map((folder) => [folder, spansSentIn(path.join(FIXTURES, folder))]));
const plain = new Map([...sentIn].map(([folder, sent]) => [folder, figures(inspected(sent))]));

/** What must stay the same, in whatever order spans come and whatever they are called. */
function figures(runs: readonly Inspection[]) {
  return runs
    .map(({ family, turns, agents, toolCalls, messages, tokens, errors, unknown }) => ({
      family,
      turns,
      tokens,
      agents: sorted(agents),
      toolCalls: sorted(toolCalls),
      messages: sorted(messages),
      errors: sorted(errors),
      unknown: sorted(unknown),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const changedSpan = (sent: readonly Sent[], change: (span: SentSpan) => SentSpan): readonly Sent[] =>
  sent.map((one) => ({ ...one, span: change(one.span) }));

const withAttributes = (sent: readonly Sent[], change: (one: KeyValue) => readonly KeyValue[]): readonly Sent[] =>
  changedSpan(sent, (span) => ({ ...span, attributes: (span.attributes ?? []).flatMap(change) }));

const shuffled = (sent: readonly Sent[], seed: number): readonly Sent[] =>
  sent.toSorted((a, b) => (digits(seed, a.span.spanId, 16) < digits(seed, b.span.spanId, 16) ? -1 : 1));

const withIds = (sent: readonly Sent[], seed: number): readonly Sent[] =>
  changedSpan(sent, (span) => ({
    ...span,
    traceId: digits(seed, span.traceId, 32),
    spanId: digits(seed, span.spanId, 16),
    ...(span.parentSpanId !== undefined && { parentSpanId: digits(seed, span.parentSpanId, 16) }),
    links: (span.links ?? []).map(({ traceId, spanId }) => ({
      traceId: digits(seed, traceId, 32),
      spanId: digits(seed, spanId, 16),
    })),
  }));

const shifted = (sent: readonly Sent[], ms: number): readonly Sent[] => {
  const later = (nanos: string) => String(BigInt(nanos) + BigInt(ms) * 1_000_000n);
  return changedSpan(sent, (span) => ({
    ...span,
    startTimeUnixNano: later(span.startTimeUnixNano),
    endTimeUnixNano: later(span.endTimeUnixNano),
  }));
};

/** In so many files, some of them in two. */
function filesOf(sent: readonly Sent[], { count, seed, repeated, wire, isZipped }: Delivery): readonly Uint8Array[] {
  const files = Array.from({ length: count }, (): Sent[] => []);
  for (const one of sent) {
    const number = Number.parseInt(digits(seed, `file ${one.span.spanId}`, 8), 16);
    files[number % count]!.push(one);
    if (repeated && number % 3 === 0) files[(number >>> 4) % count]!.push(one);
  }
  return files.map((file) => fileOf(file, wire, isZipped));
}

const startMsOf = (sent: readonly Sent[]): number =>
  Math.min(...sent.map(({ span }) => Number(BigInt(span.startTimeUnixNano) / 1_000_000n)));

const fromProcess = (sent: readonly Sent[], instance: string): readonly Sent[] =>
  sent.map((one) => ({
    ...one,
    resource: { attributes: [{ key: 'service.instance.id', value: { stringValue: instance } }] },
  }));

/** From a server that answers at once to one that takes minutes. */
const PACES = [
  [1n, 10n],
  [1n, 1n],
  [500n, 1n],
] as const;

function atPace(sent: readonly Sent[], [times, over]: (typeof PACES)[number], unit: bigint): readonly Sent[] {
  const start = BigInt(startMsOf(sent)) * 1_000_000n;
  const paced = (nanos: string) => String(((start + ((BigInt(nanos) - start) * times) / over) / unit) * unit);
  return changedSpan(sent, (span) => ({
    ...span,
    startTimeUnixNano: paced(span.startTimeUnixNano),
    endTimeUnixNano: paced(span.endTimeUnixNano),
  }));
}

/** Ids of answers and calls as they are, one for all answers, or none. */
const ID_HABITS: readonly ((one: KeyValue) => readonly KeyValue[])[] = [
  (one) => [one],
  (one) => [isResponseId(one) ? { ...one, value: { stringValue: 'chatcmpl-1' } } : one],
  (one) => (isResponseId(one) || isCallId(one) ? [] : [one]),
];
const isResponseId = ({ key }: KeyValue): boolean => key.endsWith('response.id');
const isCallId = ({ key }: KeyValue): boolean => key.endsWith('tool.call.id') || key.endsWith('toolCall.id');

const anyDelivery = fc.record({
  seed: fc.nat(),
  count: fc.integer({ min: 1, max: 5 }),
  repeated: fc.boolean(),
  wire: fc.constantFrom(...WIRES),
  isZipped: fc.boolean(),
});
type Delivery = typeof anyDelivery extends fc.Arbitrary<infer Value> ? Value : never;

/** A thorough search sets more. */
const RUNS = Number(process.env['PARLEY_MUTATIONS'] ?? 150);

describe('what was done', () => {
  it('is the same however its spans are delivered', () => {
    const any = fc.record({
      folder: fc.constantFrom(...folders),
      delivery: anyDelivery,
      ids: fc.nat(),
      ms: fc.integer({ min: -1e9, max: 1e9 }),
    });
    fc.assert(
      fc.property(any, ({ folder, delivery, ids, ms }) => {
        const sent = shifted(withIds(shuffled(sentIn.get(folder)!, delivery.seed), ids), ms);
        expect(figures(inspectedFiles(filesOf(sent, delivery)))).toEqual(plain.get(folder));
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('is the same whatever clocks, model servers and instrumentations are in use', () => {
    const any = fc.record({
      folder: fc.constantFrom(...folders),
      pace: fc.constantFrom(...PACES),
      ids: fc.constantFrom(...ID_HABITS),
      hasFineClock: fc.boolean(),
      isOneScope: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ folder, pace, ids, hasFineClock, isOneScope }) => {
        const paced = atPace(sentIn.get(folder)!, pace, hasFineClock ? 1n : 1_000_000n);
        const scoped = isOneScope ? paced.map((one) => ({ ...one, scope: { name: 'app' } })) : paced;
        expect(figures(inspected(withAttributes(scoped, ids)))).toEqual(plain.get(folder));
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('is the same beside what another process did at the same time', () => {
    const any = fc.tuple(fc.constantFrom(...folders), fc.constantFrom(...folders), fc.nat());
    fc.assert(
      fc.property(any, ([first, second, seed]) => {
        const start = startMsOf(sentIn.get(first)!);
        const other = shifted(withIds(sentIn.get(second)!, seed), start - startMsOf(sentIn.get(second)!));
        const both = [...fromProcess(sentIn.get(first)!, 'p1'), ...fromProcess(other, 'p2')];
        const expected = [...plain.get(first)!, ...plain.get(second)!];
        expect(sorted(figures(inspected(both)))).toEqual(sorted(expected));
      }),
      { numRuns: RUNS / 3 },
    );
  }, 60_000);

  describe.each(folders)('in %s', (folder) => {
    const sent = sentIn.get(folder)!;
    const whole = plain.get(folder)!;

    it('is the same by other names', () => {
      const renamed = renaming(folder);
      const named = changedSpan(sent, (span) => JSON.parse(renamed(JSON.stringify(span))) as SentSpan);
      const expected = JSON.parse(renamed(JSON.stringify(inspected(sent)))) as Inspection[];
      expect(figures(inspected(named))).toEqual(figures(expected));
    });

    it.each([
      ['taken away', () => []],
      ['redacted', (one: KeyValue) => [{ ...one, value: { stringValue: '__REDACTED__' } }]],
    ])('is the same or named as unknown where what was said is %s', (_, change) => {
      const found = figures(inspected(withoutContent(sent, change)));
      expect(found.map(({ turns, tokens }) => [turns, tokens])).toEqual(
        whole.map(({ turns, tokens }) => [turns, tokens]),
      );
      for (const [nth, run] of found.entries()) {
        const told = run.unknown.join(' ');
        for (const field of ['agents', 'toolCalls', 'messages'] as const)
          if (!told.includes(field)) expect({ [field]: run[field] }).toEqual({ [field]: whole[nth]![field] });
      }
    });
  });
});

/** Changes the names of agents and tools wherever they stand as words; those of one letter may be words by chance. */
function renaming(folder: string): (text: string) => string {
  const truth = JSON.parse(readFileSync(path.join(FIXTURES, folder, 'truth.json'), 'utf8')) as {
    agents: Record<string, unknown>;
    tool_runs: { name: string }[];
  };
  const names = new Set([...Object.keys(truth.agents), ...truth.tool_runs.map(({ name }) => name)]);
  const pairs = [...names]
    .filter((name) => name.length > 1 && !CLASSES.has(name))
    .map((name, nth) => [name, NEW_NAMES[nth]!] as const);
  return (text) =>
    pairs.reduce(
      (changed, [from, to]) => changed.replaceAll(new RegExp(`(?<![A-Za-z0-9])${from}(?![A-Za-z0-9])`, 'g'), to),
      text,
    );
}
/** Names of a framework's own, or none. */
const CLASSES: ReadonlySet<string> = new Set(['unknown', 'ToolCallingAgent']);
const NEW_NAMES = ['zephyrine', 'bordeaux', 'kumquat', 'frobnicate', 'quibbler', 'weigh_goose'];

const CONTENT =
  /^(?:input|output)\.value$|messages|\.(?:prompt|completion)\.\d|^ai\.prompt|^ai\.response\.(?:text|toolCalls)|toolCall\.(?:args|result)|tool\.call\.(?:arguments|result)|^tool_(?:arguments|response)$|^traceloop\.entity\.(?:input|output)$|^gen_ai\.task\.(?:input|output)$|llm_(?:request|response)$|tool_(?:call_args|response)$|system_instructions|^final_result$|^mastra\..*\.(?:input|output)$|^(?:message|events|system_prompt|crew_tasks|crew_agents)$/;

function withoutContent(sent: readonly Sent[], change: (one: KeyValue) => readonly KeyValue[]): readonly Sent[] {
  const stripped = withAttributes(sent, (one) => (CONTENT.test(one.key) ? change(one) : [one]));
  return changedSpan(stripped, (span) => ({
    ...span,
    events: (span.events ?? []).filter(({ name }) => !/message|choice|content/.test(name)),
  }));
}
