import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foreignTrajectories, inspectionOf, readOtlp, transcriptTrajectory, type Inspection } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { CliError } from '../../apps/cli/cli-error.js';
import { readPayload } from '../../apps/cli/inspect/read-payload.js';

const KEYS = [
  'gen_ai.operation.name',
  'gen_ai.agent.name',
  'gen_ai.tool.name',
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'gen_ai.output.messages',
  'gen_ai.input.messages',
  'gen_ai.response.id',
  'gen_ai.conversation.id',
  'gen_ai.handoff.to_agent',
  'openinference.span.kind',
  'agent.name',
  'tool.name',
  'input.value',
  'output.value',
  'metadata',
  'llm.token_count.prompt',
  'llm.output_messages.0.message.tool_calls.0.tool_call.function.name',
  'traceloop.span.kind',
  'traceloop.entity.name',
  'ai.operationId',
  'ai.telemetry.functionId',
  'ai.toolCall.name',
  'smolagents.managed_agents.0.name',
] as const;

const WORDS = [
  'chat',
  'invoke_agent',
  'execute_tool',
  'handoff',
  'LLM',
  'TOOL',
  'AGENT',
  'tool',
  'agent',
  'ai.generateText',
  'ai.generateText.doGenerate',
  'ai.toolCall',
  'ann',
  'ben',
  'transfer_to_ben',
  'delegate_to_ann',
  '',
  '[',
  '[{"role":"assistant","parts":[{"type":"tool_call","name":"transfer_to_ben"}]}]',
  '{"langgraph_checkpoint_ns":"ann:1|agent:2","ls_integration":"langgraph"}',
  '{"agent_name":"ben"}',
  '7',
  '-7',
  '999999999999999999999',
] as const;

const anyWord = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, fc.string());
const anyOtlpValue = fc.oneof(
  { weight: 6, arbitrary: anyWord.map((stringValue) => ({ stringValue })) },
  fc.oneof(fc.integer(), fc.double(), fc.string()).map((intValue) => ({ intValue })),
  fc.array(anyWord, { maxLength: 2 }).map((words) => ({
    arrayValue: { values: words.map((stringValue) => ({ stringValue })) },
  })),
  fc.jsonValue({ maxDepth: 2 }),
);
const anyId = (digits: number) =>
  fc.oneof({ weight: 9, arbitrary: fc.nat(7).map((n) => n.toString(16).padStart(digits, '0')) }, fc.string());
const anyTime = fc.oneof({ weight: 9, arbitrary: fc.nat(50).map((ms) => `${ms}000000`) }, fc.string(), fc.double());

const anySpan = fc.record({
  traceId: fc.oneof({ weight: 9, arbitrary: fc.constant('1'.repeat(32)) }, anyId(32)),
  spanId: anyId(16),
  parentSpanId: fc.option(anyId(16), { nil: undefined }),
  name: anyWord,
  startTimeUnixNano: anyTime,
  endTimeUnixNano: anyTime,
  attributes: fc.array(fc.record({ key: fc.constantFrom(...KEYS), value: anyOtlpValue }), { maxLength: 5 }),
  status: fc.oneof(fc.constant({}), fc.record({ code: fc.constantFrom(0, 2, 'x'), message: anyWord })),
  links: fc.array(fc.record({ traceId: anyId(32), spanId: anyId(16) }), { maxLength: 1 }),
});

function expectSound(run: Inspection): void {
  expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  const { agents, turns, messages } = run;
  expect(agents.reduce((sum, agent) => sum + agent.turns, 0)).toBe(turns);
  for (const { from, to } of messages) expect([typeof from, typeof to]).toEqual(['string', 'string']);
}

/** `PARLEY_FUZZ=10000` searches thoroughly. */
const RUNS = Number(process.env['PARLEY_FUZZ'] ?? 2000);

describe('the reader of telemetry', () => {
  it('makes something sound of any payload', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), (spans) => {
        const payload = { resourceSpans: [{ scopeSpans: [{ scope: { name: 'x' }, spans }] }] };
        for (const run of foreignTrajectories([readOtlp(payload)]).map(inspectionOf)) expectSound(run);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        foreignTrajectories([readOtlp(value), readOtlp({ resourceSpans: value }), readOtlp({ resourceLogs: value })]);
        transcriptTrajectory(value, 'x');
        transcriptTrajectory({ messages: value, history: [value] }, 'x');
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it('survives any bytes, and says what is wrong with a broken archive', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        fc.pre(bytes[0] !== 0x1f || bytes[1] !== 0x8b);
        readPayload('x', bytes);
        expect(() => readPayload('x', Uint8Array.from([0x1f, 0x8b, ...bytes]))).toThrow(CliError);
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it('survives real requests with bytes changed or cut off', () => {
    const directory = path.join(import.meta.dirname, '../../libs/trajectory/fixtures/frameworks');
    const bodies = readdirSync(directory)
      .slice(0, 20)
      .map((name) => gunzipSync(readFileSync(path.join(directory, name, 'body-1.pb.gz'))));
    const change = fc.record({ body: fc.constantFrom(...bodies), at: fc.nat(), to: fc.nat(255), cut: fc.boolean() });
    fc.assert(
      fc.property(change, ({ body, at, to, cut }) => {
        const place = at % body.length;
        const bytes = Uint8Array.from(cut ? body.subarray(0, place) : body);
        if (!cut) bytes[place] = to;
        for (const run of foreignTrajectories(readPayload('x', bytes)?.telemetry ?? []).map(inspectionOf))
          expectSound(run);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('a trace of 100,000 spans', () => {
  const LARGE = 100_000;

  it('is read whole where all are under one root', () => {
    const script = spanScript('gen_ai');
    const root = script.step('run', { for: LARGE });
    for (let nth = 0; nth < LARGE / 4; nth++) {
      const agent = script.agent(`agent ${nth % 50}`, { parent: root, at: nth, for: 1 });
      script.model({ parent: agent, at: nth });
      script.tool('look', { parent: agent, at: nth });
      script.step('other', { parent: agent, at: nth });
    }
    const [run] = foreignTrajectories([readOtlp(script.payload())]).map(inspectionOf);
    expect(run).toMatchObject({ turns: LARGE / 4, tokens: { input: 100 * (LARGE / 4) } });
    expect(run!.agents).toHaveLength(50);
    expect(run!.toolCalls).toHaveLength(LARGE / 4);
  }, 60_000);

  it('is read where each is inside the one before', () => {
    const script = spanScript('openinference');
    let parent: string | undefined;
    for (let nth = 0; nth < LARGE; nth++) {
      const options = { parent, at: nth, for: 2 * LARGE - nth };
      parent = [
        () => script.agent('ann', options),
        () => script.tool('look', options),
        () => script.model(options),
        () => script.step('x', options),
      ][nth % 4]!();
    }
    const [run] = foreignTrajectories([readOtlp(script.payload())]).map(inspectionOf);
    expect(run).toMatchObject({ turns: LARGE / 4 });
  }, 60_000);

  it('is read where each is a trace of its own', () => {
    const script = spanScript('ai_sdk');
    for (let nth = 0; nth < LARGE; nth++) script.model({ trace: (nth + 1).toString(16), at: nth });
    const runs = foreignTrajectories([readOtlp(script.payload())]).map(inspectionOf);
    expect(runs).toMatchObject([{ turns: LARGE }]);
  }, 60_000);
});
