import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { duration } from './numbers.js';

const UNITS: Readonly<Record<string, { readonly ms: number; readonly below: number }>> = {
  ms: { ms: 1, below: 1000 },
  s: { ms: 1000, below: 60 },
  min: { ms: 60_000, below: 60 },
  h: { ms: 3_600_000, below: Infinity },
  d: { ms: 86_400_000, below: Infinity },
};

/** `4 min 5 s` as numbers with their units. */
const partsOf = (text: string) =>
  [...text.matchAll(/([\d.]+) ([a-z]+)/g)].map(([, value = '', unit = '']) => ({
    value: Number(value),
    ...UNITS[unit]!,
  }));

/** What one more of the last digit would be. */
function stepOf(text: string): number {
  const [, decimals = '', unit = ''] = /(?:\.(\d+))? ([a-z]+)$/.exec(text) ?? [];
  return UNITS[unit]!.ms / 10 ** decimals.length;
}

/** That of the trace's page, which imports nothing. */
function spokenOfPage(): (ms: number) => string {
  const page = readFileSync(path.join(import.meta.dirname, '../trace/page/trace-page.js'), 'utf8');
  const [source = ''] = /^const spoken = .*?^};$/ms.exec(page) ?? [];
  return runInNewContext(`${source} spoken`) as (ms: number) => string;
}

const UNITS_MS = [1000, 60_000, 3_600_000, 172_800_000];
/** Anything, and what lies close to where units change. */
const anyMs = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000_000 }),
  fc
    .tuple(fc.constantFrom(...UNITS_MS), fc.integer({ min: 1, max: 100 }), fc.integer({ min: -60_000, max: 60_000 }))
    .map(([unit, times, hundredths]) => Math.max(0, unit * times + hundredths / 100)),
);
const RUNS = { numRuns: 2000 };

describe.each([
  ['in a terminal', duration],
  ['on the page of a trace', spokenOfPage()],
])('a duration %s', (_where, spoken) => {
  it('is never as much of a unit as makes one of the next', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const parts = partsOf(spoken(ms));
        for (const { value, below } of parts) expect(value).toBeLessThan(below);
        expect(parts[0]!.value).toBeGreaterThan(parts.length === 1 ? -1 : 0);
      }),
      RUNS,
    );
  });

  it('is the nearest that can be said in its units', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const text = spoken(ms);
        const said = partsOf(text).reduce((sum, { value, ms: unit }) => sum + value * unit, 0);
        expect(Math.abs(said - ms)).toBeLessThanOrEqual(stepOf(text) / 2 + 1e-6);
      }),
      RUNS,
    );
  });

  it.each([59_960, 119_700, 3_599_800])('of %i ms', (ms) => {
    expect(spoken(ms)).not.toMatch(/\b60/);
  });
});
