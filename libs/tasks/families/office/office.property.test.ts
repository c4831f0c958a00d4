import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalTask } from '../../canonical.js';
import { grade } from '../../grade.js';
import type { ReferencePlan, Task } from '../../task.js';
import { applyAll } from './apply-change.js';
import { effectOf, type Change } from './change.js';
import { foundText, shownText } from './find-entries.js';
import { OfficeSchema, SHELVES, type Office } from './office-state.js';
import { office } from './office.js';

const RUNS = { numRuns: 40 };
const anyRef = fc.record({
  family: fc.constant('office'),
  seed: fc.nat(),
  index: fc.nat({ max: 10_000 }),
  level: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
});

/** Holds for what is drawn with any ref. */
function always(holds: (task: Task, plan: ReferencePlan, level: 1 | 2 | 3) => void): void {
  fc.assert(
    fc.property(anyRef, (ref) => {
      holds(office.taskOf(ref), office.planOf(ref), ref.level);
    }),
    RUNS,
  );
}

const officeIn = ({ brief: { documents } }: Task): Office =>
  OfficeSchema.parse(JSON.parse(documents[0]!.content as string));
const rightValues = (plan: ReferencePlan) => new Map(plan.facts.map(({ id, value }) => [id, value]));
const actions = (plan: ReferencePlan, values = rightValues(plan)) => plan.actionsOf!(values) as readonly Change[];
const scoreOf = (task: Task, found: Office | undefined): number => {
  const result = grade(task.grader, ['done'], { office: found });
  return result.graded ? result.score : Number.NaN;
};
const scoreAfter = (task: Task, changes: readonly Change[]) => scoreOf(task, applyAll(officeIn(task), changes));

/** What a lookup shows, as the tools show it. */
function shown(task: Task, { tool, arguments: given }: { tool: string; arguments: Readonly<Record<string, string>> }) {
  const [shelf, verb] = tool.split('_');
  const place = SHELVES.find((one) => one === shelf)!;
  return verb === 'find' ? foundText(officeIn(task), place, given) : shownText(officeIn(task), place, given['file']!);
}

describe('every office task', () => {
  it('is done by its plan', () => {
    always((task, plan) => {
      expect(scoreAfter(task, actions(plan))).toBe(1);
      expect(plan.answerOf(rightValues(plan))).toBe(plan.answerText);
    });
  });

  it('is done in whatever order, and whatever the answer says', () => {
    always((task, plan) => {
      expect(scoreAfter(task, [...actions(plan)].reverse())).toBe(1);
    });
  });

  it('fails where nothing has been done, or the office was never looked into', () => {
    always((task) => {
      expect(scoreAfter(task, [])).toBe(0);
      expect(scoreOf(task, undefined)).toBe(0);
    });
  });

  it('fails where one thing is missing', () => {
    always((task, plan) => {
      const all = actions(plan);
      expect(
        all.map((left) =>
          scoreAfter(
            task,
            all.filter((one) => one !== left),
          ),
        ),
      ).toEqual(all.map(() => 0));
    });
  });

  it('fails where a mail went out twice', () => {
    always((task, plan) => {
      const mails = actions(plan).filter(({ tool }) => effectOf(tool) === 'once');
      expect(mails.map((mail) => scoreAfter(task, [...actions(plan), mail]))).toEqual(mails.map(() => 0));
    });
  });

  it('fails where something was done that was not asked for', () => {
    const unasked: readonly Change[] = [
      { tool: 'mail_send', arguments: { to: 'info@anybody.example', subject: 'Hello', text: 'Hello.' } },
      { tool: 'tickets_create', arguments: { customer: 'C11', title: 'Anything' } },
      { tool: 'files_delete', arguments: { file: 'D33' } },
      { tool: 'calendar_create', arguments: { customer: 'C12', date: '2026-04-01 09:00', title: 'A talk' } },
    ];
    always((task, plan) => {
      expect(unasked.map((one) => scoreAfter(task, [...actions(plan), one]))).toEqual(unasked.map(() => 0));
    });
  });

  it('fails whoever does it for all candidates, where there are conditions', () => {
    always((_, plan, level) => {
      if (level === 1) return;
      const meant = actions(plan).length;
      const candidates = level === 2 ? plan.facts.length : 3;
      expect(meant).toBeGreaterThan(0);
      expect(meant).toBeLessThan(2 * candidates);
    });
  });

  it('has look-alikes for every fact, and of those with which something is done one that leads to a wrong end', () => {
    always((task, plan) => {
      const mistaken = plan.facts.map(({ id, value, lookAlikes }) => {
        expect(lookAlikes.length).toBeGreaterThan(0);
        expect(lookAlikes).not.toContain(value);
        const ends = lookAlikes.map((text) => actions(plan, new Map([...rightValues(plan), [id, text]])));
        return ends.filter((changes) => JSON.stringify(changes) !== JSON.stringify(actions(plan)));
      });
      const misled = mistaken.filter((ends) => ends.length > 0);
      expect(misled.length).toBeGreaterThanOrEqual(actions(plan).length / 2);
      for (const changes of misled.flat()) expect(scoreAfter(task, changes)).toBe(0);
    });
  });

  it('shows each fact in bold before its tag to whoever makes its last lookup', () => {
    always((task, plan) => {
      const values = rightValues(plan);
      for (const { id, value, lookups } of plan.facts) {
        const last = lookups.at(-1)!;
        const filled = Object.entries(last.arguments).map(([name, text]) => [
          name,
          text.replace(/\{(\w+)\}/, (_, need: string) => values.get(need)!),
        ]);
        const text = shown(task, { ...last, arguments: Object.fromEntries(filled) as Record<string, string> });
        expect(text).toContain(`**${value}** [${id}]`);
      }
    });
  });

  it('shows each tag once', () => {
    always((task) => {
      const text = SHELVES.map((shelf) => foundText(officeIn(task), shelf, {})).join('\n');
      const lists = officeIn(task).files.flatMap(({ notes }) => notes);
      const tags = [...`${text}\n${lists.join('\n')}`.matchAll(/\[(F\d+)\]/g)].map(([, tag]) => tag);
      expect(new Set(tags).size).toBe(tags.length);
    });
  });

  it('asks for facts without giving values away', () => {
    always((task, plan) => {
      const asked = [task.brief.input as string, ...plan.facts.map(({ question }) => question)].join('\n');
      expect(plan.facts.filter(({ value }) => asked.includes(value))).toEqual([]);
      expect(asked).not.toMatch(/[{}]|undefined/);
    });
  });

  it('leaves out what rests on unknown facts, and has no answer for whoever knows nothing', () => {
    always((_, plan) => {
      expect(actions(plan, new Map())).toEqual([]);
      expect(plan.answerOf(new Map())).toBeUndefined();
    });
  });

  it('needs as many facts as its level says', () => {
    const facts = { 1: [2], 2: [4], 3: [6, 9] } as const;
    always((_, plan, level) => {
      expect(facts[level]).toContain(plan.facts.length);
    });
  });
});

describe('the office family', () => {
  it('has as many different tasks for a seed as it says', () => {
    const tasks = Array.from({ length: office.size }, (_, index) =>
      office.taskOf({ family: 'office', seed: 3, index }),
    );
    expect(new Set(tasks.map(canonicalTask)).size).toBe(office.size);
    expect(new Set(tasks.map(({ brief }) => brief.input)).size).toBeGreaterThan(0.95 * office.size);
  });

  it('asks for mails in many of its tasks, and for what may be done again in others', () => {
    const effects = Array.from({ length: 120 }, (_, index) =>
      (
        office.planOf({ family: 'office', seed: 3, index }).actionsOf!(
          rightValues(office.planOf({ family: 'office', seed: 3, index })),
        ) as readonly Change[]
      ).map(({ tool }) => effectOf(tool)),
    );
    const mailing = effects.filter((each) => each.includes('once')).length;
    expect(mailing).toBeGreaterThan(40);
    expect(mailing).toBeLessThan(100);
  });
});
