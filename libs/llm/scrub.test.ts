import { describe, expect, it } from '@jest/globals';
import { scrub } from './scrub.js';

describe('scrub', () => {
  it('cuts out known secrets wherever they stand', () => {
    expect(scrub('key:hush, again hush', ['hush', ''])).toBe('key:[API key], again [API key]');
  });

  it.each([
    'sk-proj-abcdefghijklmnop1234',
    'sk-ant-api03-abcdefghijklmnop',
    `AIza${'x'.repeat(35)}`,
    'Bearer abcdefghijkl.mno=',
  ])('cuts out what looks like a key: %s', (key) => {
    expect(scrub(`a ${key} b`, [])).toBe('a [API key] b');
  });

  it('leaves words alone', () => {
    const text = 'the task-list says: ask-me about risk-assessments-of-projects, bearer of news';
    expect(scrub(text, [])).toBe(text);
  });
});
