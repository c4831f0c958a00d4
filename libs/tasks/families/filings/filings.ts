import type { Document, TaskRef } from '#events';
import type { PlannedDerivation, ReferencePlan, Task, TaskFamily } from '../../task.js';
import { figuresIn, needsOf, stepsIn, textOf, valueOf, type Derived } from './expression.js';
import { grouped, type Figure } from './figure.js';
import { problemOf } from './problem.js';
import type { Problem } from './question.js';
import { shownAmount, toleranceOf } from './sharpness.js';
import { LEVELS, levelOf } from '../level.js';

const TOOLS = ['search_documents', 'read_document', 'calculator'];

/** Numeric questions across the filings of a company. Without a level the levels take turns by index. */
export const filings: TaskFamily = {
  name: 'filings',
  description:
    'Numeric questions across company filings with tables, units, restated figures and look-alikes; one right number each.',
  levels: LEVELS,
  size: 1000,
  taskOf: (ref) => taskOf(problemOf(ref.seed, ref.index, levelOf(ref)), { ...ref, level: levelOf(ref) }),
  planOf: (ref) => planOf(problemOf(ref.seed, ref.index, levelOf(ref))),
};

function taskOf(problem: Problem, ref: TaskRef): Task {
  const { answer, unit } = problem.question;
  return {
    brief: { input: inputOf(problem), documents: documentsOf(problem), tools: TOOLS },
    grader: {
      kind: 'numeric',
      expected: valueOf(answer.from, shownAmount),
      tolerance: toleranceOf(answer.decimals),
      unit,
    },
    ref,
  };
}

function inputOf({ world, question }: Problem): string {
  const { decimals } = question.answer;
  const rates = world.filings.some((filing) => filing.id === 'exchange-rates');
  const conditions = [
    'Use the figures of the annual reports; where a figure was restated, use its latest restatement. Preliminary, adjusted and quarterly figures do not count.',
    'Mind the units: documents show thousands or millions.',
    ...(rates ? ['Convert at the average exchange rate of the year, not the year-end rate.'] : []),
    'A change is the later value minus the earlier one; a decrease is negative.',
    `Round only the result, to ${decimals} decimal ${decimals === 1 ? 'place' : 'places'}.`,
    `Answer with one number in ${question.unit} and nothing else.`,
  ];
  return `${question.text}\n\n${conditions.map((condition) => `- ${condition}`).join('\n')}\n`;
}

function documentsOf({ world }: Problem): Document[] {
  const ids = idsOf(world.filings.flatMap((filing) => filing.figures));
  return world.filings.map(({ id, title, text }) => ({
    id,
    title,
    mediaType: 'text/markdown',
    content: text.replace(/@([^@\s]+)@/g, (_, key: string) => ids.get(key) ?? key),
  }));
}

/** Every figure of every document has an id, in the order of the documents: an id gives nothing away. */
const idsOf = (figures: readonly Figure[]): ReadonlyMap<string, string> =>
  new Map(figures.map(({ key }, i) => [key, `F${i + 1}`]));

function planOf({ world, question: { answer, unit } }: Problem): ReferencePlan {
  const ids = idsOf(world.filings.flatMap((filing) => filing.figures));
  const steps = stepsIn(answer);
  const idOf = (part: Figure | Derived): string =>
    'key' in part ? (ids.get(part.key) ?? part.key) : `D${steps.indexOf(part) + 1}`;
  const result = valueOf(answer, shownAmount).toFixed(answer.decimals);
  return {
    facts: figuresIn(answer).map((figure) => ({
      id: idOf(figure),
      question: figure.question,
      value: figure.text,
      lookAlikes: [],
      lookups: [
        { tool: 'search_documents', arguments: { query: figure.query } },
        { tool: 'read_document', arguments: { documentId: figure.documentId } },
      ],
    })),
    derivations: steps.map((step) => derivationOf(step, idOf)),
    answerText: `${grouped(result)} ${unit}`,
    answerOf: (values) => answerIn(unit, values.get(idOf(answer))),
  };
}

const answerIn = (unit: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : `${value} ${unit}`;

const derivationOf = (step: Derived, idOf: (part: Figure | Derived) => string): PlannedDerivation => ({
  id: idOf(step),
  expression: textOf(step, idOf),
  needs: needsOf(step, idOf),
  decimals: step.decimals,
});
