import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grade } from '../../grade.js';
import { GraderSpecSchema } from '../../grader-spec.js';
import type { ReferencePlan } from '../../task.js';
import { crafting } from './crafting.js';
import { craftingAnswerText, type Craft } from './plan-text.js';
import { problemOf, type Problem } from './problem.js';
import { isOutOfReach } from './scarcity.js';
import { simulatePlan } from './simulate.js';
import { workshopIn } from './workshop-text.js';
import type { Level } from '../level.js';

const RUNS = { numRuns: 100 };
const anyRef = fc.record({
  family: fc.constant('crafting'),
  seed: fc.nat(),
  index: fc.nat({ max: 10_000 }),
  level: fc.constantFrom<Level>(1, 2, 3),
});
const anyDrawn = anyRef.map((ref) => ({ ref, problem: problemOf(ref.seed, ref.index, ref.level) }));
const possible = anyDrawn.filter(({ problem }) => problem.possible);
const impossible = anyDrawn.filter(({ problem }) => !problem.possible);

const passes = (problem: Problem, answer: string | undefined): boolean => {
  const { workshop, possible: isPossible } = problem;
  const result = grade({ kind: 'crafting', workshop, possible: isPossible }, answer === undefined ? [] : [answer]);
  return result.graded && result.passed;
};
const written = (steps: readonly Craft[]): string => craftingAnswerText({ kind: 'plan', steps });
const valuesOf = ({ facts }: ReferencePlan) => facts.map(({ id, value }): [string, string] => [id, value]);
const recipesOf = ({ facts }: ReferencePlan) => facts.filter(({ id }) => id.startsWith('R'));

describe('every crafting task', () => {
  it('is solved by its plan, from what its facts say', () => {
    fc.assert(
      fc.property(anyDrawn, ({ ref, problem }) => {
        const plan = crafting.planOf(ref);
        expect(passes(problem, plan.answerText)).toBe(true);
        expect(plan.answerOf(new Map(valuesOf(plan).reverse()))).toBe(plan.answerText);
        expect(plan.answerText === 'impossible').toBe(!problem.possible);
        expect(new Set(plan.facts.map(({ id }) => id)).size).toBe(plan.facts.length);
      }),
      { numRuns: 300 },
    );
  });

  it('shows in its documents the workshop that it is graded by', () => {
    fc.assert(
      fc.property(anyDrawn, ({ ref, problem: { workshop, possible: isPossible } }) => {
        const { brief, grader } = crafting.taskOf(ref);
        expect(workshopIn(brief.documents.map(({ content }) => content as string))).toEqual(workshop);
        expect(GraderSpecSchema.parse(grader)).toEqual({ kind: 'crafting', workshop, possible: isPossible });
        expect(workshop.recipes.map(({ id }) => id)).toEqual(workshop.recipes.map((_, index) => `R${index + 1}`));
      }),
      RUNS,
    );
  });

  it('shows each fact in bold before its tag, and asks for it without giving it away', () => {
    fc.assert(
      fc.property(anyRef, (ref) => {
        const whole = crafting
          .taskOf(ref)
          .brief.documents.map(({ content }) => content as string)
          .join('');
        const { facts } = crafting.planOf(ref);
        expect(facts.filter(({ id, value }) => !whole.includes(`- **${value}** [${id}]\n`))).toEqual([]);
        expect(facts.filter(({ question, value }) => question.includes(value))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('fails no answer, an empty one, and prose', () => {
    const wrong = [undefined, '', 'First prepare the raw materials, then shape them.', 'R1', 'It may be impossible.'];
    fc.assert(
      fc.property(anyDrawn, ({ problem }) => {
        expect(wrong.filter((answer) => passes(problem, answer))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('takes more recipes the higher its level, and tools at the highest', () => {
    const fewest = { 1: 3, 2: 5, 3: 7 } as const;
    fc.assert(
      fc.property(anyDrawn, ({ ref, problem: { plan, workshop } }) => {
        expect(new Set(plan.map(({ recipe }) => recipe)).size).toBeGreaterThanOrEqual(fewest[ref.level]);
        expect(workshop.recipes.some(({ tool }) => tool !== undefined)).toBe(ref.level === 3);
      }),
      RUNS,
    );
  });
});

describe('a possible crafting task', () => {
  it('fails every plan with a craft too few, a step left out, or a recipe for another item in a step', () => {
    fc.assert(
      fc.property(possible, ({ problem }) => {
        const { plan, workshop } = problem;
        const madeBy = (id: string) => workshop.recipes.find((recipe) => recipe.id === id)?.makes.item;
        const wrong = plan.flatMap((step, at) => [
          plan.toSpliced(at, 1),
          ...(step.times === 1 ? [] : [plan.with(at, { ...step, times: step.times - 1 })]),
          ...workshop.recipes
            .filter(({ makes }) => makes.item !== madeBy(step.recipe))
            .map(({ id }) => plan.with(at, { ...step, recipe: id })),
        ]);
        expect(wrong.map(written).filter((answer) => passes(problem, answer))).toEqual([]);
        expect(passes(problem, 'impossible')).toBe(false);
      }),
      RUNS,
    );
  });

  it('has look-alikes for each fact, and a wrong answer for whoever takes a recipe for the wrong one', () => {
    fc.assert(
      fc.property(possible, ({ ref, problem }) => {
        const plan = crafting.planOf(ref);
        expect(plan.facts.filter(({ lookAlikes }) => lookAlikes.length === 0)).toEqual([]);
        expect(plan.facts.filter(({ lookAlikes, value }) => lookAlikes.includes(value))).toEqual([]);
        const taking = (id: string, text: string) => plan.answerOf(new Map([...valuesOf(plan), [id, text]]));
        const harmless = recipesOf(plan).filter(({ id, lookAlikes }) =>
          lookAlikes.every((text) => passes(problem, taking(id, text))),
        );
        // A recipe whose neighbours all make the same item comes up once in thousands.
        expect(harmless.length).toBeLessThan(2);
      }),
      RUNS,
    );
  });

  it('has no answer for whoever lacks a recipe, and is not impossible for whoever lacks a line of the inventory', () => {
    fc.assert(
      fc.property(possible, ({ ref }) => {
        const plan = crafting.planOf(ref);
        const without = (id: string) => plan.answerOf(new Map(valuesOf(plan).filter(([known]) => known !== id)));
        expect(recipesOf(plan).filter(({ id }) => without(id) !== undefined)).toEqual([]);
        expect(plan.facts.filter(({ id }) => without(id) === 'impossible')).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('an impossible crafting task', () => {
  it('fails the plan that something is missing for, and is proved to be impossible', () => {
    fc.assert(
      fc.property(impossible, ({ problem }) => {
        expect(problem.plan.length).toBeGreaterThan(0);
        expect(passes(problem, written(problem.plan))).toBe(false);
        expect(isOutOfReach(problem.workshop)).toBe(true);
      }),
      RUNS,
    );
  });

  it('is out of reach of plans at random', () => {
    const anyPlan = fc.array(fc.record({ at: fc.nat(), times: fc.integer({ min: 1, max: 4 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(impossible, anyPlan, ({ problem: { workshop } }, picks) => {
        const { recipes } = workshop;
        const steps = picks.map(({ at, times }) => ({ recipe: recipes[at % recipes.length]!.id, times }));
        // What cannot be done is left out, so that long plans go somewhere.
        const done = steps.reduce<readonly Craft[]>((plan, step) => {
          const longer = [...plan, step];
          return simulatePlan(workshop, longer).outcome === 'failed' ? plan : longer;
        }, []);
        expect(simulatePlan(workshop, done).outcome).toBe('short');
      }),
      RUNS,
    );
  });
});
