import { describe, expect, it } from '@jest/globals';
import { evolveEnding, OPEN } from './ending.js';
import { eventStream, recorded, runIdNumber, solo, soloTurn, startedData, type EventStream } from './testing/index.js';

const gradingRef = { blob: 'd'.repeat(64), bytes: 1, mediaType: 'application/json' };
const stateOf = ({ events }: EventStream) => events.reduce(evolveEnding, OPEN).state;
const complete = (stream: EventStream) =>
  stream.add('RunCompleted', {
    answers: [{ agentId: solo, part: { turnId: soloTurn(1), index: 0 } }],
    because: 'answered',
  });

describe('a run', () => {
  it('is open until it ends', () => {
    const stream = eventStream(runIdNumber(1));
    stream.add('RunStarted', startedData());
    stream.add('TurnRecorded', recorded(1));
    expect(stateOf(stream)).toBe('open');
  });

  it('without a grader is settled by its end', () => {
    const stream = eventStream(runIdNumber(1));
    stream.add('RunStarted', startedData());
    complete(stream);
    expect(stateOf(stream)).toBe('settled');
  });

  it('with a grader waits for its grade once it is completed, and only then', () => {
    const stream = eventStream(runIdNumber(1));
    stream.add('RunStarted', startedData({ gradingRef }));
    complete(stream);
    expect(stateOf(stream)).toBe('awaiting-grade');
    stream.add('RunGraded', { grader: 'g', version: '1', passed: true, anyPassed: true, score: 1, perAnswer: [] });
    expect(stateOf(stream)).toBe('settled');
    const cancelled = eventStream(runIdNumber(2));
    cancelled.add('RunStarted', startedData({ gradingRef }));
    cancelled.add('RunCancelled', {});
    expect(stateOf(cancelled)).toBe('settled');
  });

  it('whose start was refused is settled; a later refusal settles nothing', () => {
    const refusal = { command: 'PauseRun', code: 'run_paused', message: 'it is paused' } as const;
    const stream = eventStream(runIdNumber(1));
    const { causationId: commandId } = stream.add('RunStarted', startedData());
    stream.add('CommandRejected', { ...refusal, commandId });
    expect(stateOf(stream)).toBe('open');
    const refused = eventStream(runIdNumber(2));
    refused.add('CommandRejected', { ...refusal, commandId });
    expect(stateOf(refused)).toBe('settled');
  });
});
