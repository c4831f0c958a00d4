import { describe, expect, it } from '@jest/globals';
import { LastLines } from './last-lines.js';

describe('LastLines', () => {
  it('keeps the end of what came, in whole lines', () => {
    const lines = new LastLines();
    for (let n = 0; n < 1_000; n++) {
      lines.add(`token=canary-${n}`);
      lines.add('\n');
    }
    expect(lines.text).toMatch(/^token=canary-\d+\n/);
    expect(lines.text).toMatch(/\ntoken=canary-999$/);
    expect(lines.text.length).toBeLessThanOrEqual(2_000);
  });

  it('keeps nothing of a line that is longer than all that it keeps', () => {
    const lines = new LastLines();
    lines.add('x'.repeat(5_000));
    expect(lines.text).toBe('');
  });
});
