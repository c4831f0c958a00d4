import { describe, expect, it } from '@jest/globals';
import { bell } from './bell.js';

const LONG = 60_000;
const never = new AbortController().signal;

describe('a bell', () => {
  it('wakes who waits', async () => {
    const { ring, rungWithin } = bell();
    const waiting = rungWithin(LONG, never);
    ring();
    expect(await waiting).toBe(true);
  });

  it('keeps one ring for who comes later', async () => {
    const { ring, rungWithin } = bell();
    ring();
    ring();
    expect(await rungWithin(LONG, never)).toBe(true);
    expect(await rungWithin(1, never)).toBe(false);
  });

  it('lets go when waiting is over', async () => {
    const { rungWithin } = bell();
    const over = new AbortController();
    const waiting = rungWithin(LONG, over.signal);
    over.abort();
    expect(await waiting).toBe(false);
    expect(await rungWithin(LONG, over.signal)).toBe(false);
  });
});
