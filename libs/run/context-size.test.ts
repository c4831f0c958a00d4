import { asAgentId, asTurnId, type BlobRef, type RunEvent } from '#events';
import { describe, expect, it } from '@jest/globals';
import {
  agentNamed,
  answerOf,
  callTo,
  failTurn,
  fireTimer,
  given,
  outcomeOf,
  recordAnswer,
  recordToolResult,
  recordTurn,
  startRun,
  submit,
  T0,
  type Draft,
  type StartOptions,
} from '#run/testing';
import { messageSize } from './context-size.js';
import { isLive } from './state.js';

const requested = (events: readonly RunEvent[]) =>
  events.flatMap(({ type, data }) => (type === 'TurnRequested' ? [data] : []));
const blob = (bytes: number): BlobRef => ({ blob: 'f'.repeat(64), bytes, mediaType: 'text/plain' });
/** Characters that the estimate of the first turn has counted, to the next multiple of three. */
const counted = (options: StartOptions): number =>
  (requested(given(startRun(options)).events)[0]!.reserved.tokens - 356) * 3;
const bare = counted({});

describe('the estimate of a prompt', () => {
  it.each<[string, StartOptions]>([
    ['instructions', { agents: [{ ...agentNamed('solo', 'solo'), instructions: blob(3_000 + 13) }] }],
    ['the input', { brief: { input: blob(3_000 + 19), documents: [], tools: [] } }],
    ['all tools of a team in a blob', { tools: blob(3_000 + 2) }],
  ])('counts %s', (_what, options) => {
    expect(counted(options) - bare).toBe(3_000);
  });

  it('counts the list of documents, but not what stands in them', () => {
    const document = { id: 'd1', title: 't', mediaType: 'text/plain', content: 'x'.repeat(9_000) };
    const more = counted({ brief: { input: 'What is the answer?', documents: [document], tools: [] } }) - bare;
    expect(more).toBeGreaterThanOrEqual(100);
    expect(more).toBeLessThan(300);
  });

  it("counts an agent's own tools alone", () => {
    const tool = {
      description: 'x'.repeat(3_000),
      parameters: {},
      effect: 'read',
      approval: 'never',
      timeoutMs: 1,
    } as const;
    const tools = [
      { name: 'mine', ...tool },
      { name: 'theirs', ...tool },
    ];
    const agents = [{ ...agentNamed('solo', 'solo'), tools: ['mine'] }];
    expect(counted({ tools, agents }) - bare).toBeGreaterThan(3_000);
    expect(counted({ tools, agents }) - bare).toBeLessThan(3_300);
  });

  it('grows with answers, vendor parts, results, defects and messages', () => {
    const growth = (...drafts: readonly Draft[]) => {
      const tokens = requested(given(startRun(), ...drafts).events).map(({ reserved }) => reserved.tokens);
      return (tokens.at(-1)! - tokens[0]!) * 3;
    };
    const calls = [callTo('read')];
    const small = growth(recordTurn('solo.1', { answer: { text: '', calls } }));
    const of = (...drafts: readonly Draft[]) => growth(...drafts) - small;
    expect(of(recordTurn('solo.1', { answer: { text: 'x'.repeat(300), calls } }))).toBe(300);
    const vendor = { provider: 'test', parts: 'x'.repeat(300) };
    expect(of(recordTurn('solo.1', { answer: { text: '', calls, vendor } }))).toBe(300);
    expect(
      of(recordTurn('solo.1', { answer: { text: '', calls }, outcomes: [outcomeOf(1, { result: blob(200) })] })),
    ).toBe(300);
    const defect = { code: 'malformed_output', message: 'x'.repeat(286) } as const;
    expect(of(recordTurn('solo.1', { answer: { text: '', calls }, defect }))).toBe(300);
    const result = { outcome: { result: 'x'.repeat(200) } };
    expect(
      of(recordAnswer('solo.1', { text: '', calls: [callTo('idempotent')] }), recordToolResult('solo.1.1', result)),
    ).toBeGreaterThanOrEqual(300);
  });

  it('counts the part of a message that its readers see', () => {
    const peers = (text: string) => {
      const spoken = ['peer-1.1', 'peer-2.1', 'peer-3.1'].map((turnId) =>
        recordTurn(turnId, { answer: answerOf(text), controls: [submit()] }),
      );
      return requested(given(startRun({ architecture: 'decentralized' }), ...spoken).latest)[0]!.reserved.tokens;
    };
    expect(peers('x'.repeat(303)) - peers('xxx')).toBe(300);
  });

  it('counts no more of a part than its readers may see', () => {
    const { state } = given(
      startRun({ architecture: 'independent' }),
      recordTurn('agent-1.1', { answer: answerOf('x'.repeat(500)), controls: [submit()] }),
    );
    const size = (maxChars?: number) =>
      isLive(state) && messageSize(state, { turnId: asTurnId('agent-1.1'), index: 0, ...(maxChars && { maxChars }) });
    expect([size(), size(400), size(600)]).toEqual([600, 500, 600]);
  });

  it('counts little for the failure of a peer', () => {
    const plan = [{ kind: 'delegate', index: 0, to: asAgentId('worker-1') }] as const;
    given(
      startRun({ architecture: 'centralized' }),
      recordTurn('orchestrator.1', { controls: plan }),
      failTurn('worker-1.1', { error: { code: 'refused', retryable: false } }),
    ).leadsTo(
      ['TurnFailed'],
      ['MessageSent', { kind: 'error', from: 'worker-1', to: ['orchestrator'] }],
      ['TurnRequested', { turnId: 'orchestrator.2' }],
    );
  });
});

describe("an agent's window", () => {
  const withWindow = (maxTokens: number, policy: 'fail' | 'dropOldest') =>
    startRun({ agents: [{ ...agentNamed('solo', 'solo'), context: { maxTokens, policy } }] });
  const long = { answer: answerOf('x'.repeat(1_500), callTo('read')), outcomes: [outcomeOf(1)] };

  it('that has no room for a turn fails it as soon as it is requested', () => {
    given(withWindow(800, 'fail'), recordTurn('solo.1', long)).leadsTo(
      ['TurnRecorded'],
      ['TurnRequested', { turnId: 'solo.2', deadline: T0 + 1_000, reserved: { tokens: 0 } }],
      [
        'TurnFailed',
        { turnId: 'solo.2', attempt: 1, error: { code: 'context_overflow', retryable: false }, next: 'final' },
      ],
      ['RunFailed', { code: 'nobody_left' }],
    );
  });

  it('that has no room for the first turn is a fact to the coordination as well', () => {
    const small = { ...agentNamed('agent-1', 'solo'), context: { maxTokens: 1, policy: 'fail' } as const };
    const agents = [small, agentNamed('agent-2', 'solo'), agentNamed('agent-3', 'solo')];
    given(startRun({ architecture: 'independent', agents })).leadsTo(
      ['RunStarted'],
      ['TurnRequested', { agentId: 'agent-1' }],
      ['TurnFailed', { turnId: 'agent-1.1', error: { code: 'context_overflow' } }],
      ['TurnRequested', { agentId: 'agent-2' }],
      ['TurnRequested', { agentId: 'agent-3' }],
    );
  });

  it('leaves whole turns out, the oldest first, and does not take them back', () => {
    const run = given(withWindow(1_600, 'dropOldest'), ...[1, 2, 3, 4].map((n) => recordTurn(`solo.${n}`, long)));
    const contexts = requested(run.events).map(({ context }) => context.droppedBefore);
    const sequences = run.events.filter(({ type }) => type === 'TurnRequested').map(({ sequence }) => sequence);
    expect(contexts).toEqual([undefined, undefined, undefined, sequences[1], sequences[2]]);
    run
      .when(recordTurn('solo.5', { answer: answerOf('', callTo('read')) }))
      .leadsTo(['TurnRecorded'], ['TurnRequested', { turnId: 'solo.6', context: { droppedBefore: sequences[2]! } }]);
  });

  it('leaves out everything that came before the request where it must', () => {
    const huge = { ...long, answer: answerOf('x'.repeat(9_000), callTo('read')) };
    given(withWindow(700, 'dropOldest'), recordTurn('solo.1', huge)).leadsTo(
      ['TurnRecorded'],
      ['TurnRequested', { context: { upTo: 3, droppedBefore: 4 } }],
    );
  });

  it('keeps the messages that are new when it leaves out all turns', () => {
    const window = { context: { maxTokens: 900, policy: 'dropOldest' } } as const;
    const agents = ['peer-1', 'peer-2', 'peer-3'].map((id) => agentNamed(id, 'peer', window));
    const spoken = agents.map(({ agentId }) =>
      recordTurn(`${agentId}.1`, { answer: answerOf('x'.repeat(750)), controls: [submit()] }),
    );
    const [first] = requested(given(startRun({ architecture: 'decentralized', agents }), ...spoken).latest);
    expect(first!.context.droppedBefore).toBe(first!.context.added[0]);
  });

  it.each([
    [910, ['TurnRecorded', 'TurnRequested']],
    [900, ['TurnRecorded', 'TurnRequested', 'TurnFailed']],
  ])('never leaves out what has opened the activation: %i tokens', (maxTokens, types) => {
    const window = { context: { maxTokens, policy: 'dropOldest' } } as const;
    const agents = ['peer-1', 'peer-2', 'peer-3'].map((id) => agentNamed(id, 'peer', window));
    const spoken = agents.map(({ agentId }) =>
      recordTurn(`${agentId}.1`, { answer: answerOf('x'.repeat(750)), controls: [submit()] }),
    );
    const reading = recordTurn('peer-1.2', long);
    const { latest } = given(startRun({ architecture: 'decentralized', agents }), ...spoken, reading);
    expect(latest.map(({ type }) => type)).toEqual(types);
  });

  it('stays as it was for the next attempt of a turn', () => {
    const dropped = given(
      withWindow(700, 'dropOldest'),
      recordTurn('solo.1', { ...long, answer: answerOf('x'.repeat(9_000), callTo('read')) }),
    );
    const [before] = requested(dropped.latest);
    dropped
      .when(failTurn('solo.2'), fireTimer('retry:solo.2:1', T0 + 60_000))
      .leadsTo(['TurnRequested', { attempt: 2, context: before!.context, reserved: before!.reserved }]);
  });
});
