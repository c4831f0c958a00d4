import type { TaskRef } from '#events';
import type { GraderSpec, PlannedFact, ReferencePlan, Task, TaskFamily } from '../../task.js';
import { acceptedAnswers, answerOf, rightBeliefs } from './answer.js';
import { drawProblem } from './draw-problem.js';
import type { Hop } from './hop.js';
import { lookAlikesOf } from './look-alikes.js';
import type { Problem } from './problem.js';
import { LEVELS, levelOf } from '../level.js';

const TOOLS = ['search_documents', 'read_document'];

/** Questions of several hops through an encyclopedia. Without a level the levels take turns by index. */
export const research: TaskFamily = {
  name: 'research',
  description:
    'Questions of several hops through an encyclopedia with look-alikes, other names and entries that contradict each other; one right answer each.',
  levels: LEVELS,
  size: 1000,
  taskOf: (ref) => taskOf(drawProblem(ref.seed, ref.index, levelOf(ref)), { ...ref, level: levelOf(ref) }),
  planOf: (ref) => planOf(drawProblem(ref.seed, ref.index, levelOf(ref))),
};

const taskOf = (problem: Problem, ref: TaskRef): Task => ({
  brief: {
    input: inputOf(problem),
    documents: problem.texts.map((content, i) => ({
      id: `entry-${String(i + 1).padStart(2, '0')}`,
      title: `Entry ${i + 1}`,
      mediaType: 'text/markdown',
      content,
    })),
    tools: TOOLS,
  },
  grader: graderOf(problem),
  ref,
});

function inputOf({ inquiry, question }: Problem): string {
  const isDate = inquiry.kind === 'chain' && inquiry.route.last.to.kind === 'date';
  const conditions = [
    'Answer from the entries of the encyclopedia alone. They are numbered, not named: search for a name to find the entries that it stands in.',
    'Names that are alike mean different people, firms, works and towns, unless an entry says that two names mean the same.',
    'Where entries contradict each other, the one that was entered last counts, whatever its number, its length or its source.',
    isDate
      ? 'Answer with the date alone, as day, month and year (12 March 1811), and nothing else.'
      : 'Answer with the name alone, in full and as the entries give it, and nothing else.',
  ];
  return `${question}\n\n${conditions.map((condition) => `- ${condition}`).join('\n')}\n`;
}

function graderOf(problem: Problem): GraderSpec {
  const [expected = '', ...others] = acceptedAnswers(problem);
  return others.length === 0 ? { kind: 'exact', expected } : { kind: 'one-of', expected: [expected, ...others] };
}

const planOf = (problem: Problem): ReferencePlan => ({
  facts: problem.trails.flatMap(({ hops }) => hops.map((hop) => factOf(hop, problem))),
  derivations: [],
  answerText: answerOf(problem, rightBeliefs(problem)) ?? '',
  answerOf: (values) => answerOf(problem, values),
});

/** Entries are short enough for a search to show them whole, so that nothing has to be read after it. */
const factOf = (hop: Hop, problem: Problem): PlannedFact => ({
  id: hop.id,
  question: hop.question,
  value: hop.value,
  lookAlikes: lookAlikesOf(hop, problem),
  lookups: [{ tool: 'search_documents', arguments: { query: hop.query } }],
});
