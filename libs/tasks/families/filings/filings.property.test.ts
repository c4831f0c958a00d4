import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from 'mathjs';
import MiniSearch from 'minisearch';
import { grade } from '../../grade.js';
import { filledIn, plainNumber } from '../../plain-number.js';
import type { PlannedFact, ReferencePlan, Task } from '../../task.js';
import { filings } from './filings.js';
import { problemOf } from './problem.js';
import { mistakes } from './sharpness.js';
import type { Level } from '../level.js';

const RUNS = { numRuns: 200 };
const anyRef = fc.record({
  family: fc.constant('filings'),
  seed: fc.nat(),
  index: fc.nat({ max: 10_000 }),
  level: fc.constantFrom<Level>(1, 2, 3),
});

const passes = (task: Task, answer: string): boolean => {
  const result = grade(task.grader, [answer]);
  return result.graded && result.passed;
};
const textOf = (task: Task, documentId: string): string => {
  const content = task.brief.documents.find(({ id }) => id === documentId)?.content;
  return typeof content === 'string' ? content : '';
};
/** What a fact's lookups search for, and the document that they then read. */
const lookupsOf = ({ lookups }: PlannedFact) => {
  const [search, reading] = lookups;
  return { query: search?.arguments['query'] ?? '', documentId: reading?.arguments['documentId'] ?? '' };
};
/** Numbers before the tag on its line: the last is the figure; in a restatement the one before is what it replaces. */
const numbersBefore = (text: string, id: string): readonly string[] =>
  text
    .split('\n')
    .find((line) => line.includes(`[${id}]`))
    ?.split(`[${id}]`)[0]
    ?.match(/-?[\d,]*\d(?:\.\d+)?/g) ?? [];

type Reading = (numbers: readonly string[], documentId: string) => string | undefined;
const isNotice = (documentId: string): boolean => documentId.includes('restatement');
const asItStands: Reading = (numbers) => numbers.at(-1);
const unrestated: Reading = (numbers, documentId) => numbers.at(isNotice(documentId) ? -2 : -1);

const numberIn = (answer: string | undefined): number => Number(answer?.split(' ')[0]?.replaceAll(',', ''));

/** Solves a plan from nothing but the documents. */
function solve(task: Task, plan: ReferencePlan, reading: Reading = asItStands): number {
  const numbers = new Map<string, string>();
  for (const fact of plan.facts) {
    const { documentId } = lookupsOf(fact);
    const shown = numbersBefore(textOf(task, documentId), fact.id);
    numbers.set(fact.id, plainNumber(reading(shown, documentId) ?? '') ?? '');
  }
  for (const { id, expression, decimals } of plan.derivations) {
    const result = evaluate(filledIn(expression, (need) => numbers.get(need)) ?? '') as number;
    numbers.set(id, result.toFixed(decimals));
  }
  return numberIn(plan.answerOf(numbers));
}

describe('every filings task', () => {
  it('is solved by its plan, read from the documents', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const [task, plan] = [filings.taskOf(ref), filings.planOf(ref)];
        expect(passes(task, String(solve(task, plan)))).toBe(true);
        expect(passes(task, plan.answerText)).toBe(true);
        expect(numberIn(plan.answerText)).toBe(solve(task, plan));
      }),
      RUNS,
    );
  });

  it('has a grader that fails the right number with the wrong sign or scale, and the answer from unrestated figures', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const [task, plan] = [filings.taskOf(ref), filings.planOf(ref)];
        const right = solve(task, plan);
        const wrong = [-right, right * 1000, right / 1000];
        const previous = plan.facts.some((fact) => isNotice(lookupsOf(fact).documentId));
        if (previous) wrong.push(solve(task, plan, unrestated));
        expect(wrong.filter((answer) => passes(task, String(answer)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('has a grader that fails every plausible mistake', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const task = filings.taskOf(ref);
        const wrong = mistakes(problemOf(ref.seed, ref.index, ref.level));
        expect(wrong.length).toBeGreaterThan(5);
        expect(wrong.filter((answer) => passes(task, String(answer)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('needs as many facts and shows as many documents as its level says', () => {
    const facts = { 1: [2, 2], 2: [3, 4], 3: [6, 6] } as const;
    const documents = { 1: [3, 4], 2: [5, 6], 3: [7, 8] } as const;
    fc.assert(
      fc.property(anyRef, (ref) => {
        const [task, plan] = [filings.taskOf(ref), filings.planOf(ref)];
        const within = (count: number, [low, high]: readonly [number, number]): boolean =>
          count >= low && count <= high;
        expect(within(plan.facts.length, facts[ref.level])).toBe(true);
        expect(within(task.brief.documents.length, documents[ref.level])).toBe(true);
      }),
      RUNS,
    );
  });

  it('keeps its documents small, with one id for each figure in the order of the documents', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const { documents } = filings.taskOf(ref).brief;
        const whole = documents.map(({ content }) => content as string).join('');
        const ids = [...whole.matchAll(/\[F(\d+)\]/g)].map(([, id]) => Number(id));
        expect(ids).toEqual(ids.map((_, i) => i + 1));
        expect(whole).not.toContain('@');
        expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
        expect(documents.filter(({ content }) => (content as string).length > 4096)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('has queries that find the document of their fact among the first two', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const [task, plan] = [filings.taskOf(ref), filings.planOf(ref)];
        const index = new MiniSearch({ fields: ['title', 'content'] });
        index.addAll(task.brief.documents);
        const found = (query: string) =>
          index
            .search(query)
            .slice(0, 2)
            .map(({ id }) => id as string);
        const lookups = plan.facts.map(lookupsOf);
        expect(lookups.filter(({ query, documentId }) => !found(query).includes(documentId))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('asks for facts without giving their values away', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const [task, plan] = [filings.taskOf(ref), filings.planOf(ref)];
        expect(plan.facts.filter(({ question, value }) => question.includes(value))).toEqual([]);
        expect(task.brief.input as string).not.toContain(plan.answerText);
      }),
      RUNS,
    );
  });
});
