import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { architectures } from '#coordination';
import { diagnosisSpan } from './diagnosis-span.js';
import { spansOf } from './span-fold.js';
import { stagedRun, traceText, troubledRun, verdictOn, violationsOf } from './testing/index.js';

const RUNS = [
  ...architectures().map(({ name }) => ({ name, spans: spansOf(stagedRun(name)) })),
  { name: 'troubled', spans: spansOf(troubledRun()) },
  { name: 'diagnosed', spans: [...spansOf(stagedRun('single')), diagnosisSpan(verdictOn(stagedRun('single')))!] },
];
const fileOf = (name: string): URL => new URL(`golden/${name}.txt`, import.meta.url);

describe.each(RUNS)('the trace of the run $name', ({ name, spans }) => {
  it('reads as it was reviewed; run with UPDATE_GOLDEN=1 to write it anew, and review the difference', () => {
    const text = traceText(spans);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(fileOf(name), text);
    expect(text).toBe(readFileSync(fileOf(name), 'utf8'));
  });

  it('keeps the rules', () => {
    expect(spans.flatMap(violationsOf)).toEqual([]);
  });
});
