import { describe, expect, it } from '@jest/globals';
import { shortened, type Line } from './numbered-lines.js';
import { windowsOf } from './windows.js';

const lines = (count: number, length: number): readonly Line[] =>
  Array.from({ length: count }, (_, step) => ({ step, speaker: 'a', text: `${step} ${'x'.repeat(length)}` }));

describe('windowsOf', () => {
  it('has every line in its order, and repeats two at each seam', () => {
    const windows = windowsOf(lines(40, 2_000));
    expect(windows.length).toBeGreaterThan(2);
    expect(windows.flatMap((window, at) => (at === 0 ? window : window.slice(2))).map(({ step }) => step)).toEqual(
      Array.from({ length: 40 }, (_, step) => step),
    );
  });

  it('needs no second window for a short run, and none for an empty one', () => {
    expect(windowsOf(lines(8, 100))).toHaveLength(1);
    expect(windowsOf([])).toEqual([]);
  });

  it('shows long texts by beginning and end', () => {
    const text = shortened(`begin ${'x'.repeat(100_000)} end`);
    expect(text).toMatch(/^begin .*characters left out.* end$/);
    expect(text.length).toBeLessThan(3_400);
    expect(windowsOf(lines(4, 100_000))).toHaveLength(1);
  });
});
