import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grade } from '../../grade.js';
import { drawProblem } from './draw-problem.js';
import type { Problem } from './problem.js';
import { research } from './research.js';
import type { Route } from './route.js';
import { LEVELS } from '../level.js';

/** What a text says: entry by entry, in words. */
interface Statement {
  readonly entered: string;
  readonly headword: string;
  readonly relation: string;
  readonly value: string;
}
type Choice = (statements: readonly Statement[]) => Statement | undefined;

const byDate = (one: Statement, other: Statement): number => one.entered.localeCompare(other.entered);
const latest: Choice = (statements) => statements.toSorted(byDate).at(-1);
const earliest: Choice = (statements) => statements.toSorted(byDate).at(0);

/** A reader of nothing but the texts: what they say of whom, and which names they say mean the same. */
function readerOf({ texts, ids }: Problem, choice: Choice = latest) {
  const partOf = new Map([...ids].map(([key, id]) => [id, key.split('.')[1] ?? '']));
  const statements = texts.flatMap((text) => {
    const entered = /Entered ([\d-]+)/.exec(text)?.[1] ?? '';
    const bold = [...text.matchAll(/\*\*(.+?)\*\* \[(F\d+)\]/g)].map(([, value = '', id = '']) => ({ value, id }));
    const headword = bold[0]?.value ?? '';
    return bold.slice(1).map(({ value, id }) => ({ entered, headword, relation: partOf.get(id) ?? '', value }));
  });
  const names = new Map(
    statements.filter(({ relation }) => relation === 'name').map((one) => [one.headword, one.value]),
  );
  const proper = (name: string): string => names.get(name) ?? name;
  const standing = [...Map.groupBy(statements, ({ headword, relation }) => `${headword}/${relation}`).values()].flatMap(
    (alternatives) => choice(alternatives) ?? [],
  );
  return {
    /** All that a route may lead to from its start: whatever fits each relation, however much that is. */
    endsOf: (start: string, steps: Route['steps']): readonly string[] =>
      steps.reduce<readonly string[]>(
        (reached, { claim, back }) => {
          const alike = standing.filter(({ relation }) => relation === claim.relation);
          const next = reached.flatMap((name) =>
            back
              ? alike.filter(({ value }) => proper(value) === name).map(({ headword }) => headword)
              : alike.filter(({ headword }) => headword === name).map(({ value }) => proper(value)),
          );
          return [...new Set(next)];
        },
        [proper(start)],
      ),
  };
}

const dayOf = (date: string): number => Date.parse(`${date} UTC`);

/** Everything that answers the question for a reader who takes one of several contradicting entries for right. */
function answersOf(problem: Problem, choice?: Choice): readonly string[] {
  const { inquiry, world } = problem;
  const reader = readerOf(problem, choice);
  const called = ({ start }: Route): string => world.aliases.get(start) ?? start.name;
  if (inquiry.kind === 'chain') return reader.endsOf(called(inquiry.route), inquiry.route.steps);
  const compared = inquiry.routes.flatMap((route) =>
    reader
      .endsOf(called(route), route.steps.slice(0, -1))
      .flatMap((name) => reader.endsOf(called(route), route.steps).map((date) => ({ name, day: dayOf(date) }))),
  );
  const days = compared.map(({ day }) => day);
  const wanted = inquiry.order === 'earlier' ? Math.min(...days) : Math.max(...days);
  return compared.filter(({ day }) => day === wanted).map(({ name }) => name);
}

const RUNS = { numRuns: 150 };
const anyRef = fc.record({
  family: fc.constant('research'),
  seed: fc.nat(),
  index: fc.nat({ max: 10_000 }),
  level: fc.constantFrom(...LEVELS),
});
type Ref = typeof anyRef extends fc.Arbitrary<infer T> ? T : never;
const problemFor = ({ seed, index, level }: Ref): Problem => drawProblem(seed, index, level);
const passes = (ref: Ref, answer: string): boolean => {
  const result = grade(research.taskOf(ref).grader, [answer]);
  return result.graded && result.passed;
};

describe('the answer to a research question', () => {
  it('is the only one that fits what the entries say, and passes', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const answers = answersOf(problemFor(ref));
        expect(answers).toHaveLength(1);
        expect(answers.filter((answer) => passes(ref, answer))).toEqual(answers);
      }),
      RUNS,
    );
  });

  it('is missed by whoever believes the first of contradicting entries', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const problem = problemFor(ref);
        const needed = new Set(problem.trails.flatMap(({ route }) => route.steps.map(({ claim }) => claim)));
        fc.pre(problem.world.disputes.some(({ claim }) => needed.has(claim)));
        expect(answersOf(problem, earliest).filter((answer) => passes(ref, answer))).toEqual([]);
      }),
      RUNS,
    );
  });
});
