import { describe, expect, it } from '@jest/globals';
import { asTurnId } from '#events';
import { answerPart, messagePart, partOf, pieceText } from './piece.js';
import { answerWith, callOf, eventStream, startedWith, systemOf } from './testing/index.js';

const answer = answerWith(
  'Here it is.',
  callOf('search', { query: 'x' }, 'read'),
  callOf('submit_answer', { answer: '42' }),
);
const ref = (index: number, maxChars?: number) => ({
  turnId: asTurnId('solo.1'),
  index,
  ...(maxChars === undefined ? {} : { maxChars }),
});

describe('a part of an answer', () => {
  it('is its text at 0, and a call by its number from 1', () => {
    expect(partOf(answer, ref(0))).toEqual({ content: 'Here it is.' });
    expect(partOf(answer, ref(1))).toEqual({ content: '{"query":"x"}' });
    expect(partOf(answer, ref(2))).toEqual({ content: '{"answer":"42"}', pick: 'submit_answer' });
    expect(partOf(answer, ref(3))).toBeUndefined();
  });

  it('is shown cut where the reader gets only so much', () => {
    expect(pieceText(partOf(answer, ref(0, 4))!, 'Here it is.')).toBe('Here…');
  });

  it('is no control call when a tool only has the name of one', () => {
    const named = answerWith('', callOf('report', { findings: 'x' }, 'once'));
    expect(partOf(named, ref(1))).toEqual({ content: '{"findings":"x"}' });
  });
});

describe('a part in a run', () => {
  const stream = eventStream(startedWith(systemOf({})));
  stream.request('solo', { purpose: 'solve', opens: true });
  stream.record('solo', answer);

  it('is found by its turn, in one or in two phases', () => {
    expect(messagePart(stream.events, ref(0))).toEqual({ content: 'Here it is.' });
    const { turnId } = stream.request('solo', { purpose: 'solve' }).data;
    const controls = stream.events.length;
    const report = {
      worker: 'w',
      startedAt: 0,
      endedAt: 0,
      provider: 'scripted',
      asked: 'one',
      parameters: {},
      usage: { source: 'unknown' as const },
    };
    stream.append('TurnAnswered', { turnId, attempt: 1, answer: answerWith('Two phases.'), controls: [], report });
    stream.append('TurnRecorded', {
      turnId,
      attempt: 1,
      answer: { answeredAt: controls + 1 },
      controls: [],
      endsActivation: true,
    });
    expect(messagePart(stream.events, { turnId, index: 0 })).toEqual({ content: 'Two phases.' });
  });

  it('is nothing where the turn has no answer', () => {
    expect(messagePart(stream.events, { turnId: asTurnId('solo.9'), index: 0 })).toBeUndefined();
    expect(answerPart(stream.events, { turnId: asTurnId('solo.9'), index: 0 })).toBeUndefined();
  });

  it('is read without its explanation where it is graded', () => {
    expect(answerPart(stream.events, ref(2))).toEqual({ content: '{"answer":"42"}', pick: 'answer' });
    expect(answerPart(stream.events, ref(0))).toEqual({ content: 'Here it is.' });
  });
});
