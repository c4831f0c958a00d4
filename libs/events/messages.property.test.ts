import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decode, encode } from './codec.js';
import type { CommandOf, EventData, EventOf, EventType, RunCommand, RunEvent } from './envelope.js';
import { activationIdOf, asAgentId, asCommandId, asRunId, turnIdOf } from './identifiers.js';
import type { Content, Usage } from './values.js';

const text = fc.string({ unit: 'grapheme' });
const named = fc.string({ minLength: 1 });
const count = fc.maxSafeNat();
const least1 = fc.integer({ min: 1 });
const uuid = fc.uuid({ version: 7 });
const agentId = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).map(asAgentId);
const turnId = fc.tuple(agentId, least1).map(([agent, n]) => turnIdOf(agent, n));
const blob = fc.record({ blob: fc.stringMatching(/^[0-9a-f]{64}$/), bytes: count, mediaType: named });
const content: fc.Arbitrary<Content> = fc.oneof(text, blob);
const none = { requiredKeys: [] };
const usage: fc.Arbitrary<Usage> = fc
  .tuple(
    fc.record({ input: count, output: count, cacheRead: count, cacheWrite: count, reasoning: count }, none),
    fc.constantFrom('reported', 'estimated', 'unknown' as const),
  )
  .map(([parts, source]) => ({ ...parts, source }));
const temperature = fc.double({ min: 0, max: 2, noNaN: true });
const report = fc.record(
  {
    worker: text,
    startedAt: count,
    firstTokenAt: count,
    endedAt: count,
    provider: text,
    asked: text,
    parameters: fc.record({ temperature }, none),
    usage,
    cost: count,
  },
  { requiredKeys: ['worker', 'startedAt', 'endedAt', 'provider', 'asked', 'parameters', 'usage'] },
);
const call = fc.record({
  name: text,
  arguments: content,
  effect: fc.constantFrom('read', 'idempotent', 'once', 'control' as const),
  approval: fc.constantFrom('never', 'always' as const),
});

const recorded: fc.Arbitrary<EventData<'TurnRecorded'>> = fc.record(
  {
    turnId,
    attempt: least1,
    answer: fc.record({ text: content, calls: fc.array(call) }),
    controls: fc.array(fc.record({ kind: fc.constant('submit_answer' as const), index: count, key: text })),
    endsActivation: fc.boolean(),
    report,
  },
  { requiredKeys: ['turnId', 'attempt', 'answer', 'controls', 'endsActivation'] },
);
const requested: fc.Arbitrary<EventData<'TurnRequested'>> = fc.record({
  turnId,
  attempt: least1,
  agentId,
  activationId: fc.tuple(agentId, least1).map(([agent, n]) => activationIdOf(agent, n)),
  round: count,
  purpose: named,
  context: fc.record({ upTo: least1, added: fc.array(least1) }),
  remaining: count,
  deadline: count,
  reserved: fc.record({ tokens: count }),
});
const graded: fc.Arbitrary<EventData<'RunGraded'>> = fc.record({
  grader: named,
  version: named,
  passed: fc.boolean(),
  anyPassed: fc.boolean(),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  perAnswer: fc.array(fc.record({ answer: count, passed: fc.boolean(), detail: text })),
});

const common = {
  runId: uuid.map(asRunId),
  tenant: named,
  source: named,
  time: fc.integer({ min: 0, max: 8_000_000_000_000 }),
};
const optional = fc.record({ actor: text, traceparent: text }, none);

function eventsOf<T extends EventType>(type: T, data: fc.Arbitrary<EventData<T>>): fc.Arbitrary<EventOf<T>> {
  const envelope = fc.record({ ...common, sequence: least1, causationId: uuid.map(asCommandId) });
  const correlation = fc.record({ correlationId: uuid }, none);
  return fc
    .tuple(envelope, optional, correlation, data)
    .map(([parts, extra, correlated, value]) => ({ type, ...parts, ...extra, ...correlated, data: value }));
}
const gradings: fc.Arbitrary<CommandOf<'GradeRun'>> = fc
  .tuple(fc.record({ ...common, id: uuid.map(asCommandId) }), optional, graded)
  .map(([parts, extra, data]) => ({ type: 'GradeRun', ...parts, ...extra, data }));

const anyMessage: fc.Arbitrary<RunEvent | RunCommand> = fc.oneof(
  eventsOf('TurnRecorded', recorded),
  eventsOf('TurnRequested', requested),
  eventsOf('RunGraded', graded),
  gradings,
);

describe('every message', () => {
  it('is read as it was written, and written again to the same bytes', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const wire = encode(message);
        expect(decode(wire)).toEqual(message);
        expect(encode(decode(wire))).toEqual(wire);
      }),
      { numRuns: 300 },
    );
  });
});
