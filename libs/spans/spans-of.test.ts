import { describe, expect, it } from '@jest/globals';
import { asAgentId, asTurnId, type CallReport } from '#events';
import {
  agentNamed,
  answerOf,
  callTo,
  cancelRun,
  failTurn,
  fireTimer,
  given,
  outcomeOf,
  recordAnswer,
  recordToolResult,
  recordTurn,
  reportOf,
  RUN_ID,
  startRun,
  startToolCall,
  submit,
  T0,
} from '#run/testing';
import type { SpanData } from './span-data.js';
import { spansOf } from './span-fold.js';
import { modelCallSpanId } from './span-ids.js';
import { troubledRun, violationsOf } from './testing/index.js';

const named = (spans: readonly SpanData[], name: string): SpanData => {
  const span = spans.find((one) => one.name === name);
  if (span === undefined) throw new Error(`no span ${name}`);
  return span;
};

describe('a trace', () => {
  it('hangs under the span that the client sent', () => {
    const sent = { traceId: 'e'.repeat(32), parentSpanId: 'f'.repeat(16) };
    const [run] = spansOf(given(startRun(sent), cancelRun()).events).slice(-1);
    expect(run).toMatchObject(sent);
    expect(run?.status).toEqual({ code: 'unset' });
  });

  it('is empty for a run that was refused', () => {
    const { events } = given(startRun({ prices: {}, budget: { microDollars: 1 } }));
    expect(events).toHaveLength(1);
    expect(spansOf(events)).toEqual([]);
  });

  it('says what is known of a model call', () => {
    const report: Partial<CallReport> = {
      startedAt: T0 + 100,
      firstTokenAt: T0 + 350,
      endedAt: T0 + 900,
      provider: 'google',
      answered: 'model-2',
      parameters: { temperature: 1, topP: 0.5, maxOutputTokens: 99, seed: 7 },
      server: 'localhost:8080',
      responseId: 'r-1',
      usage: { input: 10, output: 5, cacheRead: 3, cacheWrite: 2, reasoning: 1, source: 'reported' },
      maybeRepeated: true,
    };
    const { events } = given(startRun(), recordTurn('solo.1', { controls: [submit()], report }));
    const call = named(spansOf(events), 'chat model');
    expect(violationsOf(call)).toEqual([]);
    expect([call.startMs, call.endMs, call.kind]).toEqual([T0 + 100, T0 + 900, 'client']);
    expect(call.attributes).toMatchObject({
      'gen_ai.provider.name': 'gcp.gemini',
      'gen_ai.request.temperature': 1,
      'gen_ai.request.top_p': 0.5,
      'gen_ai.request.max_tokens': 99,
      'gen_ai.request.seed': 7,
      'gen_ai.request.stream': true,
      'gen_ai.response.model': 'model-2',
      'gen_ai.response.id': 'r-1',
      'gen_ai.response.time_to_first_chunk': 0.25,
      'gen_ai.usage.cache_read.input_tokens': 3,
      'gen_ai.usage.cache_write.input_tokens': 2,
      'gen_ai.usage.reasoning.output_tokens': 1,
      'server.address': 'localhost',
      'server.port': 8080,
      'parley.queue_ms': 100,
      'parley.maybe_repeated': true,
    });
  });

  it('gives no total of what is known in part', () => {
    const { cost: _unknown, ...report } = reportOf({ usage: { input: 10, source: 'estimated' } });
    const look = { answer: answerOf('Hm.', callTo('read')), outcomes: [outcomeOf(1)] };
    const last = recordTurn('solo.2', { controls: [submit()] });
    const events = given(startRun(), recordTurn('solo.1', look), last).events.map((event) =>
      event.type === 'TurnRecorded' && event.data.turnId === 'solo.2'
        ? { ...event, data: { ...event.data, report } }
        : event,
    );
    const { attributes } = named(spansOf(events), 'invoke_workflow single');
    expect(attributes).toMatchObject({ 'parley.total.input_tokens': 20, 'parley.total.turns': 2 });
    expect(attributes).not.toHaveProperty(['parley.total.output_tokens']);
    expect(attributes).not.toHaveProperty(['parley.total.cost_micro_usd']);
  });

  it('names the model of an agent only where it has just one', () => {
    const model = { provider: 'test', model: 'model', calling: 'native', parameters: {} } as const;
    const fallbacks = [{ provider: 'test', model: 'other' }];
    const agents = [agentNamed('solo', 'solo', { model: { ...model, fallbacks } })];
    const events = given(startRun({ agents, prices: {} }), cancelRun()).events;
    expect(named(spansOf(events), 'invoke_agent solo').attributes).not.toHaveProperty(['gen_ai.request.model']);
  });

  it('links who is shown a message to the attempt that said it', () => {
    const failed = given(startRun({ architecture: 'centralized' }), failTurn('orchestrator.1'));
    const delegation = { kind: 'delegate', index: 0, to: asAgentId('worker-1') } as const;
    const { events } = failed.when(
      fireTimer('retry:orchestrator.1:1', failed.now + 10_000),
      recordTurn('orchestrator.1', { attempt: 2, controls: [delegation] }),
      cancelRun(),
    );
    const spans = spansOf(events);
    const said = modelCallSpanId(RUN_ID, asTurnId('orchestrator.1'), 2);
    const [link] = named(spans, 'invoke_agent worker-1').links;
    expect(link?.spanId).toBe(said);
    expect(link?.attributes).toMatchObject({
      'parley.message.kind': 'delegate',
      'parley.message.from': 'orchestrator',
    });
    expect(spans.find(({ spanId }) => spanId === said)?.attributes).toMatchObject({ 'parley.attempt': 2 });
  });

  it('shows a turn that is given up on the call, the activation and the run', () => {
    const refused = failTurn('solo.1', { error: { code: 'refused', retryable: false } });
    const spans = spansOf(given(startRun(), refused).events);
    expect(spans.map(({ name, status }) => [name, status.code])).toEqual([
      ['chat model', 'error'],
      ['invoke_agent solo', 'error'],
      ['invoke_workflow single', 'error'],
    ]);
    expect(spans[1]?.attributes['error.type']).toBe('refused');
  });
});

describe('waiting', () => {
  const spans = spansOf(troubledRun());
  const seconds = ({ startMs, endMs }: SpanData) => [startMs - T0, endMs - T0].map((ms) => Math.round(ms / 1_000));

  it('between attempts, for a person and during a pause has spans of its own', () => {
    expect(seconds(named(spans, 'backoff'))[0]).toBe(2);
    expect(seconds(named(spans, 'await approval'))).toEqual([7, 30]);
    expect(named(spans, 'await approval').attributes).toMatchObject({
      'parley.approval.decision': 'approve',
      'parley.approval.actor': 'ada',
    });
    expect(seconds(named(spans, 'paused'))).toEqual([10, 20]);
  });

  it('in the queue stands on the call', () => {
    expect(named(spans, 'chat model').attributes['parley.queue_ms']).toBe(500);
  });

  it('ends with the run, and what comes after is shown beside what was cut off', () => {
    const calls = spans.filter(({ name }) => name === 'chat model').map(({ attributes }) => attributes);
    expect(calls.map((attributes) => attributes['parley.attempt.outcome'])).toEqual([
      'failed',
      'answered',
      'cut_off',
      'discarded',
    ]);
    expect(named(spans, 'execute_tool once-tool').attributes['error.type']).toBe('error');
  });

  it('leaves a call without a result in doubt, and shows the result that comes late beside it', () => {
    const { events } = given(
      startRun(),
      recordAnswer('solo.1', answerOf('Now.', callTo('once'))),
      startToolCall('solo.1.1', 'claim'),
      cancelRun(),
      recordToolResult('solo.1.1', { claim: 'claim' }),
    );
    const calls = spansOf(events).filter(({ attributes }) => attributes['parley.span'] === 'tool_call');
    expect(calls.flatMap(violationsOf)).toEqual([]);
    expect(new Set(calls.map(({ spanId }) => spanId)).size).toBe(2);
    expect(calls.map(({ attributes, status }) => [attributes['parley.tool.outcome'], status.code])).toEqual([
      ['in_doubt', 'unset'],
      ['ok', 'unset'],
    ]);
    expect(calls[1]?.attributes['parley.tool.late']).toBe(true);
  });
});
