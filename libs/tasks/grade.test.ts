import { describe, expect, it } from '@jest/globals';
import { grade } from './grade.js';
import type { GraderSpec } from './task.js';

const passes = (spec: GraderSpec, answer: string): boolean => {
  const result = grade(spec, [answer]);
  return result.graded && result.passed;
};
const detailOf = (spec: GraderSpec, answer: string): string | undefined => {
  const result = grade(spec, [answer]);
  return result.graded ? result.perAnswer[0]?.detail : undefined;
};

describe('grade', () => {
  const exact: GraderSpec = { kind: 'exact', expected: 'Paris' };

  it('passes only if every distinct answer is right', () => {
    expect(grade(exact, ['Paris', ' paris. ', 'PARIS'])).toMatchObject({ passed: true, anyPassed: true, score: 1 });
    expect(grade(exact, ['Paris', 'Rome', 'paris'])).toMatchObject({ passed: false, anyPassed: true, score: 0.5 });
    expect(grade(exact, ['Rome', 'Oslo'])).toMatchObject({ passed: false, anyPassed: false, score: 0 });
  });

  it('judges every answer in its place', () => {
    expect(grade(exact, ['Rome', 'Paris'])).toMatchObject({
      perAnswer: [
        { answer: 0, passed: false },
        { answer: 1, passed: true },
      ],
    });
  });

  it('fails a run without an answer', () => {
    expect(grade(exact, [])).toEqual({ graded: true, passed: false, anyPassed: false, score: 0, perAnswer: [] });
  });

  it('neither passes nor fails without a grader', () => {
    expect(grade({ kind: 'none' }, ['anything'])).toEqual({ graded: false, reason: 'the task has no grader' });
  });

  it('accepts one of several texts', () => {
    const spec: GraderSpec = { kind: 'one-of', expected: ['yes', 'true'] };
    expect(passes(spec, 'True.')).toBe(true);
    expect(passes(spec, 'maybe')).toBe(false);
  });

  it('never tells the expected answer', () => {
    expect(detailOf(exact, 'Rome')).not.toContain('Paris');
    expect(detailOf({ kind: 'numeric', expected: 42, tolerance: 0 }, '41')).not.toContain('42');
  });
});

describe('a numeric grader', () => {
  const spec: GraderSpec = { kind: 'numeric', expected: 1234.5, tolerance: 0.05, unit: 'million USD' };

  it.each([
    '1,234.5',
    '1234.54',
    '1,234.5 million USD',
    '$1.2345 billion',
    '1,234,500 thousand USD',
    'The answer is 1,234.5 million, that is 1234.5.',
  ])('passes %j', (answer) => {
    expect(passes(spec, answer)).toBe(true);
  });

  it.each([
    ['1234.6', /not within/],
    ['-1234.5', /not within/],
    ['1,234.5 thousand', /not within/],
    ['1,234.5 million EUR', /wrong unit: EUR/],
    ['1234.5%', /wrong unit: percent/],
    ['1234.5 in 2022', /ambiguous: 2 different numbers/],
    ['1.234,5', /ambiguous/],
    ['about a billion', /no number/],
    ['', /no number/],
  ])('fails %j and says why', (answer, detail) => {
    expect(passes(spec, answer)).toBe(false);
    expect(detailOf(spec, answer)).toMatch(detail);
  });

  it('ignores unit words where the task names no unit', () => {
    const plain: GraderSpec = { kind: 'numeric', expected: 12, tolerance: 0 };
    expect(passes(plain, '12 million EUR')).toBe(true);
  });

  it('takes a bare currency for single units', () => {
    const dollars: GraderSpec = { kind: 'numeric', expected: 1_200_000, tolerance: 0, unit: 'USD' };
    expect(passes(dollars, '1.2 million USD')).toBe(true);
    expect(passes(dollars, '1.2')).toBe(false);
  });
});

describe('a JSON-path grader', () => {
  const spec: GraderSpec = { kind: 'json-path', path: '$.result', expected: { a: 1, b: [true, null] } };

  it('compares values, not their text', () => {
    expect(passes(spec, '{"result": {"b": [true, null], "a": 1.0}}')).toBe(true);
    expect(passes(spec, 'Here it is:\n```json\n{"result": {"a": 1, "b": [true, null]}}\n```\nDone.')).toBe(true);
    expect(passes(spec, '{"result": {"a": 1, "b": [null, true]}}')).toBe(false);
  });

  it.each([
    ['not JSON', /not JSON/],
    ['```\n1\n```\n```\n2\n```', /not JSON/],
    ['{"other": 1}', /leads to 0 values/],
  ])('fails %j and says why', (answer, detail) => {
    expect(detailOf(spec, answer)).toMatch(detail);
  });

  it('wants exactly one value', () => {
    expect(detailOf({ ...spec, path: '$.*' }, '{"a": 1, "b": 2}')).toMatch(/leads to 2 values/);
    expect(detailOf({ ...spec, path: 'result' }, '{}')).toMatch(/is no JSONPath/);
  });
});
