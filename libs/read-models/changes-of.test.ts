import { describe, expect, it } from '@jest/globals';
import { approvalIdOf, asAgentId, callIdOf, EVENT_SCHEMAS, REJECTION_CODES, type EventType } from '#events';
import type { Change } from './change.js';
import { changesOf, changesOfUnreadable } from './changes-of.js';
import { eventStream, recorded, reportOf, runIdNumber, saying, solo, soloTurn, startedData } from './testing/index.js';

const runId = runIdNumber(1);
const rowsOf = (changes: readonly Change[], table: string) =>
  changes.flatMap((change) => (change.change === 'insert' && change.table === table ? [change.row] : []));
const withoutProgress = (changes: readonly Change[]) => changes.slice(0, -1);

describe('changesOf', () => {
  it('moves the run along with every event', () => {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    const paused = stream.add('RunPaused', {});
    expect(changesOf(paused)).toEqual([
      { change: 'run', runId, set: { status: 'paused' } },
      { change: 'run', runId, set: { sequence: 2, updatedAt: paused.time } },
    ]);
  });

  it('makes rows of the run, its labels, its agents and its acceptance when it starts', () => {
    const started = eventStream(runId).add(
      'RunStarted',
      startedData({ labels: { team: 'red' }, idempotencyKey: 'k', bodyHash: 'c'.repeat(64), rehearsed: true }),
    );
    const changes = changesOf(started);
    expect(rowsOf(changes, 'runs')).toMatchObject([{ runId, status: 'running', rehearsed: 1, architecture: 'single' }]);
    expect(rowsOf(changes, 'runLabels')).toEqual([{ runId, label: 'team', value: 'red' }]);
    expect(rowsOf(changes, 'agents')).toMatchObject([{ agentId: 'solo', position: 0, tier: 'mid', turns: 0 }]);
    expect(rowsOf(changes, 'acceptances')).toMatchObject([{ idempotencyKey: 'k', bodyHash: 'c'.repeat(64) }]);
  });

  it('says of the origin whether a grade can be expected', () => {
    const gradingRef = { blob: 'd'.repeat(64), bytes: 1, mediaType: 'application/json' };
    const originOf = (data = startedData()) => rowsOf(changesOf(eventStream(runId).add('RunStarted', data)), 'runs');
    expect(originOf()).toMatchObject([{ origin: { gradable: false } }]);
    expect(originOf(startedData({ gradingRef }))).toMatchObject([{ origin: { gradable: true } }]);
  });

  it('keeps what is not known apart from nothing', () => {
    const report = reportOf({ usage: { source: 'unknown' }, cost: undefined });
    const [usage] = rowsOf(changesOf(eventStream(runId).add('TurnRecorded', recorded(1, { report }))), 'usage');
    expect(usage).toMatchObject({ input: null, output: null, microDollars: null, fate: 'recorded' });
  });

  it('gives an answered attempt its fate later, without counting its usage twice', () => {
    const stream = eventStream(runId);
    const answered = stream.add('TurnAnswered', {
      turnId: soloTurn(1),
      attempt: 1,
      answer: saying('acting'),
      controls: [],
      report: reportOf(),
    });
    const { report: _report, outcomes: _outcomes, ...rest } = recorded(1);
    const turn = stream.add('TurnRecorded', { ...rest, answer: { answeredAt: 1 } });
    expect(rowsOf(changesOf(answered), 'usage')).toMatchObject([{ fate: 'answered', input: 100 }]);
    expect(withoutProgress(changesOf(turn))).toEqual([
      { change: 'settle', runId, turnId: 'solo.1', attempt: 1, fate: 'recorded' },
      { change: 'count', runId, agentId: 'solo', add: { turns: 1, toolCalls: 0 } },
    ]);
  });

  it('keeps failed and discarded spend apart from recorded turns', () => {
    const stream = eventStream(runId);
    const error = { code: 'overloaded', message: 'busy', retryable: true } as const;
    const failed = stream.add('TurnFailed', {
      turnId: soloTurn(1),
      attempt: 1,
      error,
      next: 'final',
      report: reportOf(),
    });
    const late = { turnId: soloTurn(1), attempt: 1, reason: 'turn_closed', report: reportOf() } as const;
    const discarded = stream.add('TurnDiscarded', late);
    expect(changesOf(failed)).toMatchObject([{ row: { fate: 'failed' } }, { add: { failedAttempts: 1 } }, {}]);
    expect(changesOf(discarded)).toMatchObject([{ row: { fate: 'discarded' } }, { add: { discardedAttempts: 1 } }, {}]);
  });

  it('counts every message but errors', () => {
    const stream = eventStream(runId);
    const message = { from: solo, to: [asAgentId('other')], round: 1, part: { turnId: soloTurn(1), index: 0 } };
    const said = changesOf(stream.add('MessageSent', { ...message, kind: 'report', accepted: true }));
    const wrong = changesOf(stream.add('MessageSent', { ...message, kind: 'error' }));
    expect(rowsOf(said, 'messages')).toMatchObject([{ sender: 'solo', recipients: ['other'], accepted: 1 }]);
    expect(said).toContainEqual({ change: 'count', runId, agentId: 'solo', add: { messages: 1 } });
    expect(rowsOf(wrong, 'messages')).toMatchObject([{ kind: 'error', accepted: null }]);
    expect(wrong.some(({ change }) => change === 'count')).toBe(false);
  });

  it('counts calls of two-phase turns one by one', () => {
    const outcome = {
      index: 1,
      status: 'ok',
      result: '',
      startedAt: 1,
      endedAt: 1,
      argumentBytes: 0,
      resultBytes: 0,
    } as const;
    const callId = callIdOf(soloTurn(1), 1);
    const event = eventStream(runId).add('ToolCallRecorded', { turnId: soloTurn(1), callId, outcome });
    expect(changesOf(event)).toContainEqual({ change: 'count', runId, agentId: 'solo', add: { toolCalls: 1 } });
  });

  it('closes open approvals with the run', () => {
    const cancelled = eventStream(runId).add('RunCancelled', { reason: 'enough' });
    expect(withoutProgress(changesOf(cancelled))).toEqual([
      {
        change: 'run',
        runId,
        set: { status: 'cancelled', endedAt: cancelled.time, outcome: { reason: 'enough' }, answers: [] },
      },
      { change: 'void-approvals', runId, at: cancelled.time },
    ]);
  });

  it('names who resolved an approval', () => {
    const approvalId = approvalIdOf(callIdOf(soloTurn(1), 1), 1);
    const resolved = eventStream(runId).add('ApprovalResolved', { approvalId, decision: 'approve' }, { actor: 'ann' });
    expect(changesOf(resolved)).toMatchObject([{ change: 'resolve', set: { status: 'resolved', actor: 'ann' } }, {}]);
  });

  it('shows a refused StartRun as a rejected run, and no row for later refusals', () => {
    const stream = eventStream(runId);
    const refusal = {
      command: 'StartRun',
      commandId: stream.add('RunResumed', {}).causationId,
      code: REJECTION_CODES[0],
      message: 'no',
    };
    expect(rowsOf(changesOf(eventStream(runId).add('CommandRejected', refusal)), 'runs')).toMatchObject([
      { status: 'rejected', outcome: { code: REJECTION_CODES[0] }, origin: null },
    ]);
    expect(withoutProgress(changesOf(stream.add('CommandRejected', refusal)))).toEqual([]);
  });

  it('marks a run whose event cannot be read', () => {
    expect(changesOfUnreadable(runId)).toEqual([{ change: 'run', runId, set: { parked: 1 } }]);
  });
});

describe('the event builders', () => {
  it('make data that the schemas accept', () => {
    const samples = { RunStarted: startedData(), TurnRecorded: recorded(1) };
    for (const [type, data] of Object.entries(samples)) {
      expect(EVENT_SCHEMAS[type as EventType].safeParse(data).error).toBeUndefined();
    }
  });
});
