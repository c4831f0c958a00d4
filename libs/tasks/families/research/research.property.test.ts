import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grade } from '../../grade.js';
import type { ReferencePlan, Task } from '../../task.js';
import { research } from './research.js';

const RUNS = { numRuns: 150 };
const anyRef = fc.record({
  family: fc.constant('research'),
  seed: fc.nat(),
  index: fc.nat({ max: 10_000 }),
  level: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
});

const passes = (task: Task, answer: string | undefined): boolean => {
  const result = grade(task.grader, answer === undefined ? [] : [answer]);
  return result.graded && result.passed;
};
const wholeText = (task: Task): string => task.brief.documents.map(({ content }) => content as string).join('\n');
const rightValues = (plan: ReferencePlan) => new Map(plan.facts.map(({ id, value }) => [id, value]));

/** Holds for what is drawn with any ref. */
function always(holds: (task: Task, plan: ReferencePlan, level: 1 | 2 | 3) => void): void {
  fc.assert(
    fc.property(anyRef, (ref) => {
      holds(research.taskOf(ref), research.planOf(ref), ref.level);
    }),
    RUNS,
  );
}

describe('every research task', () => {
  it('is solved by its plan', () => {
    always((task, plan) => {
      expect(passes(task, plan.answerText)).toBe(true);
      expect(plan.answerOf(rightValues(plan))).toBe(plan.answerText);
    });
  });

  it('shows every fact in bold before its tag, and each tag once, in the order of the documents', () => {
    always((task, plan) => {
      const text = wholeText(task);
      const tags = [...text.matchAll(/\[F(\d+)\]/g)].map(([, number]) => Number(number));
      expect(tags).toEqual(tags.map((_, i) => i + 1));
      expect(text.match(/\*\*[^*]+\*\* \[F\d+\]/g)).toHaveLength(tags.length);
      expect(plan.facts.filter(({ id, value }) => !text.includes(`**${value}** [${id}]`))).toEqual([]);
      expect(new Set(plan.facts.map(({ id }) => id)).size).toBe(plan.facts.length);
    });
  });

  it('has look-alikes for every fact that stand in the documents and lead to a wrong answer, whatever else is known', () => {
    always((task, plan) => {
      const text = wholeText(task);
      for (const { id, value, lookAlikes } of plan.facts) {
        expect(lookAlikes.length).toBeGreaterThan(0);
        expect(lookAlikes).not.toContain(value);
        expect(lookAlikes.filter((other) => !text.includes(`**${other}**`))).toEqual([]);
        const mistaken = lookAlikes.map((other) => plan.answerOf(new Map([...rightValues(plan), [id, other]])));
        expect(mistaken.filter((answer) => passes(task, answer))).toEqual([]);
      }
    });
  });

  it('fails the values on the way to the answer, no answer, and prose', () => {
    always((task, plan) => {
      const right = plan.facts.filter(({ value }) => passes(task, value));
      const last = plan.facts.slice(-1);
      // A comparison ends with a date, and its answer is one of the names, or two of one thing, that it comes by.
      if (last.some((fact) => right.includes(fact))) expect(right).toEqual(last);
      else expect([1, 2]).toContain(right.length);
      const wrong = ['', 'unknown', 'Entry 7', `It is ${plan.answerText}, I think`];
      expect(wrong.filter((answer) => passes(task, answer))).toEqual([]);
    });
  });

  it('is answered by its last fact alone where that is the answer', () => {
    always((task, plan) => {
      const last = plan.facts.slice(-1).map(({ id, value }) => [id, value] as const);
      fc.pre(last.some(([, value]) => passes(task, value)));
      expect(plan.answerOf(new Map(last))).toBe(plan.answerText);
    });
  });

  it('has no answer for whoever knows nothing, or all but the last fact', () => {
    always((_, plan) => {
      expect(plan.answerOf(new Map())).toBeUndefined();
      expect(plan.answerOf(new Map([...rightValues(plan)].slice(0, -1)))).toBeUndefined();
    });
  });

  it('asks for facts without giving values away', () => {
    always((task, plan) => {
      const asked = [task.brief.input as string, ...plan.facts.map(({ question }) => question)].join('\n');
      expect(plan.facts.filter(({ value }) => asked.includes(value))).toEqual([]);
      expect(asked).not.toMatch(/[{}@]|undefined/);
    });
  });

  it('needs as many facts and has as many entries as its level says', () => {
    const facts = { 1: [2], 2: [3, 4], 3: [5] } as const;
    const entries = { 1: 14, 2: 19, 3: 26 } as const;
    always((task, plan, level) => {
      expect(facts[level]).toContain(plan.facts.length);
      expect(task.brief.documents).toHaveLength(entries[level]);
    });
  });

  it('lists its entries without saying what they are about, each short enough for a search to show it whole', () => {
    always((task) => {
      const { documents } = task.brief;
      expect(documents.map(({ title }) => title)).toEqual(documents.map((_, i) => `Entry ${i + 1}`));
      expect(documents.filter(({ id }) => !/^entry-\d\d$/.test(id))).toEqual([]);
      expect(documents.filter(({ content }) => (content as string).length > 650)).toEqual([]);
    });
  });
});
