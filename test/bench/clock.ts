import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

// Step clock and percentiles, the same as those the peers were measured with: a step lasts from the start of one model
// call to the start of the next in the same run, the last one until the run is seen to have ended.

/** Characters of an answer's text. */
const TEXT_LENGTH = 850;
const VOCABULARY = Array.from({ length: 4_096 }, (_, i) => `w${((i * 2_654_435_761) >>> 0).toString(36)}`);
const TEXTS = 4_096;

/**
 * Texts of words drawn at random, made before anything is measured: a text that repeats would be compressed to
 * nothing and flatter the bytes on disk.
 */
export function randomTexts(): readonly string[] {
  const generator = xoroshiro128plus(1);
  const text = () => {
    let words = '';
    while (words.length < TEXT_LENGTH) words += `${VOCABULARY[uniformInt(generator, 0, VOCABULARY.length - 1)] ?? ''} `;
    return words.slice(0, TEXT_LENGTH);
  };
  return Array.from({ length: TEXTS }, text);
}

export class StepClock {
  private readonly marks = new Map<string, number[]>();
  private gaps: number[] = [];
  steps = 0;

  mark(runId: string): void {
    const marks = this.marks.get(runId);
    if (marks === undefined) this.marks.set(runId, [performance.now()]);
    else marks.push(performance.now());
    this.steps += 1;
  }

  ended(runId: string): void {
    const marks = this.marks.get(runId) ?? [];
    const end = performance.now();
    for (const [i, mark] of marks.entries()) this.gaps.push((marks[i + 1] ?? end) - mark);
    this.marks.delete(runId);
  }

  percentile(p: number): number {
    return percentile(this.gaps, p);
  }

  /** What was measured so far counts no longer. */
  forget(): void {
    this.gaps = [];
  }
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? NaN;
}

export const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Runs `total` jobs, at most `concurrency` at a time. */
export async function pool(total: number, concurrency: number, job: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < total) await job(next++);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, total) }, lane));
}
