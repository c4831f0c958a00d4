import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from './envelope.js';
import { answerIn, outcomesIn, wordsIn } from './said.js';

const answer = { text: 'Well.', calls: [{ name: 'look', arguments: '{"at":1}', effect: 'read', approval: 'never' }] };
const outcome = { index: 1, status: 'ok', result: 'seen', startedAt: 1, endedAt: 2, argumentBytes: 8, resultBytes: 4 };
const event = (type: string, data: object) => ({ type, data: { turnId: 'a.1', ...data } }) as unknown as RunEvent;

describe('what an event records', () => {
  it.each([
    ['TurnAnswered', { answer }, ['Well.', '{"at":1}'], []],
    ['TurnRecorded', { answer, outcomes: [outcome] }, ['Well.', '{"at":1}'], [outcome]],
    ['TurnRecorded', { answer }, ['Well.', '{"at":1}'], []],
    ['TurnRecorded', { answer: { answeredAt: 4 } }, [], []],
    ['ToolCallRecorded', { outcome }, [], [outcome]],
    ['TurnFailed', {}, [], []],
  ])('%s %j', (type, data, words, outcomes) => {
    expect(wordsIn(event(type, data))).toEqual(words);
    expect(outcomesIn(event(type, data))).toEqual(outcomes);
    expect(answerIn(event(type, data))).toEqual(words.length === 0 ? undefined : { turnId: 'a.1', answer });
  });
});
