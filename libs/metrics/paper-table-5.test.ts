import { describe, expect, it } from '@jest/globals';
import { known, type Measure } from './measure.js';
import { efficiency, overheadPercent } from './overhead.js';
import { PAPER_TABLE_5 } from './paper-table-5.js';

const [single] = PAPER_TABLE_5;
const teams = PAPER_TABLE_5.slice(1);
/** What a number printed with so many decimals may have been before rounding. */
const before = (printed: number, decimals: number): readonly [number, number] => [
  printed - 0.5 * 10 ** -decimals,
  printed + 0.5 * 10 ** -decimals,
];
const valueOf = (measure: Measure): number => measure.value ?? Number.NaN;

describe("the paper's Table 5", () => {
  it.each(teams)('gives the overhead of $architecture from its turns', ({ turns, overheadPercent: printed }) => {
    expect(Math.round(valueOf(overheadPercent(known(turns), known(single!.turns))))).toBe(printed);
  });

  it.each(teams)('gives the efficiency of $architecture, to the rounding of what is printed', (row) => {
    const [[lowS, highS], [lowT, highT], [low0, high0]] = [
      before(row.success, 3),
      before(row.turns, 1),
      before(single!.turns, 1),
    ];
    const lowest = valueOf(efficiency(known(lowS), known(highT), known(low0)));
    const highest = valueOf(efficiency(known(highS), known(lowT), known(high0)));
    const [low, high] = before(row.efficiency, 3);
    expect(lowest).toBeLessThan(high);
    expect(highest).toBeGreaterThan(low);
  });

  it('differs from its own inputs by one unit of the last place for hybrid only', () => {
    const recomputed = PAPER_TABLE_5.map((row) =>
      valueOf(efficiency(known(row.success), known(row.turns), known(single!.turns))),
    );
    expect(recomputed.map((value) => Number(value.toFixed(3)))).toEqual([0.466, 0.234, 0.132, 0.12, 0.073]);
    expect(recomputed[4]).toBeCloseTo(0.0735, 4);
    expect(PAPER_TABLE_5[4]?.efficiency).toBe(0.074);
  });
});
