import { describe, expect, it } from '@jest/globals';
import { askedNow, followUpText } from './follow-up.js';

const answer = (text: string, agentId = 'solo') => ({ agentId, text });
const first = followUpText({ input: 'How many?', answers: [answer('Six.')] }, 'And how many of them are red?');

describe('followUpText', () => {
  it('marks what was asked and answered before, and what is asked now', () => {
    expect(first.split('\n\n').slice(1)).toEqual([
      '=== Earlier task ===',
      'How many?',
      '=== Answer ===',
      'Six.',
      '=== Follow-up ===',
      'And how many of them are red?',
    ]);
  });

  it('tells follow-ups one after the other', () => {
    const second = followUpText({ input: first, answers: [answer('Two.')] }, 'Which?');
    expect(second).toBe(`${first}\n\n=== Answer ===\n\nTwo.\n\n=== Follow-up ===\n\nWhich?`);
    expect(askedNow(second)).toBe('Which?');
  });

  it('names whose answer is whose, and says where there is none', () => {
    const text = followUpText({ input: 'x', answers: [answer('1', 'agent-1'), answer('2', 'agent-2')] }, 'y');
    expect(text).toContain('=== Answer of agent-1 ===\n\n1\n\n=== Answer of agent-2 ===\n\n2');
    expect(followUpText({ input: 'x', answers: [] }, 'y')).toContain('=== Answer ===\n\nNone was given.');
  });
});

describe('askedNow', () => {
  it('is the whole input of a task that follows up on nothing', () => {
    expect(askedNow('What does "\n\n=== Follow-up ===\n\n" mean?')).toBe('What does "\n\n=== Follow-up ===\n\n" mean?');
  });
});
