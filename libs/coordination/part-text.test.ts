import { describe, expect, it } from '@jest/globals';
import { cutText, partText } from './part-text.js';

describe('partText', () => {
  it.each([
    ['delegate', { to: 'worker-1', brief: 'Find F1.' }, 'Find F1.'],
    ['report', { findings: 'F1 = 3' }, 'F1 = 3'],
    ['submit_answer', { answer: '42', explanation: 'Six times seven.' }, '42\n\nSix times seven.'],
    ['submit_answer', { answer: 42 }, '42'],
    ['answer', { answer: '42', explanation: 'Six times seven.' }, '42'],
    ['submit_answer', { answer: '42', account: 'worker-1: used', explanation: 'So.' }, '42\n\nworker-1: used\n\nSo.'],
    ['finish', { reason: 'All is there.' }, 'All is there.'],
    ['revise', { findings: 'F1 = 4' }, 'F1 = 4'],
    ['review', { verdict: 'object', reason: 'F1 is 4.' }, 'object\n\nF1 is 4.'],
  ] as const)('shows what a %s call says', (pick, values, shown) => {
    expect(partText(JSON.stringify(values), pick)).toBe(shown);
  });

  it('shows text as it is', () => {
    expect(partText('{"answer": "42"}')).toBe('{"answer": "42"}');
  });

  it.each(['{"answer"', '{}', '{"answer": []}'])('shows the whole of arguments that it cannot read: %s', (text) => {
    expect(partText(text, 'answer')).toBe(text);
  });
});

describe('cutText', () => {
  it('leaves what fits', () => {
    expect(cutText('four', 4)).toBe('four');
    expect(cutText('four', undefined)).toBe('four');
  });

  it('marks where it cuts, and halves no character', () => {
    expect(cutText('fours', 4)).toBe('four…');
    expect(cutText('a🙂b', 2)).toBe('a…');
  });
});
