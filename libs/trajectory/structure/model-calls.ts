import type { Span } from '../otlp/span.js';
import { answerIn } from '../reading/answer.js';
import { hasFailed } from '../reading/control-flow.js';
import { finishReasonsOf, gaveUp } from '../reading/finish-reason.js';
import { responseIdOf } from '../reading/identity.js';
import { known } from '../known.js';
import { usageOf, type SpanUsage } from '../reading/usage.js';
import { distinctCalls } from './distinct-calls.js';
import { NONE, type Forest, type Node } from './forest.js';
import type { ModelCall } from './model-call.js';
import { isSpoken, withWordsOf } from './words.js';

/**
 * The model calls among the spans that are marked as such. Instrumentations nest them: a framework's over an SDK's,
 * wrappers over loops, helpers below. Of a nest the innermost spans that report usage are the calls; where none does,
 * the outermost is one. The same call reported again, by another instrumentation or in another trace, is dropped.
 */
export function modelCallsOf(forest: Forest): readonly ModelCall[] {
  const usages = forest.map(({ span, reading }) => (reading.role === 'model' ? usageOf(span.attributes) : undefined));
  const above = nestParents(forest);
  const holders = new Set<number>();
  for (let index = forest.length - 1; index >= 0; index--) {
    const parent = above[index] ?? NONE;
    if (parent !== NONE && (usages[index] !== undefined || holders.has(index))) holders.add(parent);
  }
  const answered = answeredBeside(forest, usages);
  const calls: ModelCall[] = [];
  const covered = new Set<number>();
  forest.forEach((node, index) => {
    if (node.reading.role !== 'model' || holders.has(index)) return;
    const parent = above[index] ?? NONE;
    const call = callOf(node, index, usages[index]);
    covered.add(index);
    if (!isHelper(call, parent, covered, holders) && !answered.has(index)) calls.push(call);
  });
  return distinctCalls(forest, withWordsAround(forest, above, calls));
}

/**
 * An SDK's own span may have figures and no words, which then stand on the span around it: they are put together where
 * that holds no other call.
 */
function withWordsAround(forest: Forest, above: readonly number[], calls: readonly ModelCall[]): readonly ModelCall[] {
  const held = new Array<number>(forest.length).fill(0);
  for (const { node } of calls) held[node] = 1;
  for (let index = forest.length - 1; index >= 0; index--) {
    const outer = above[index] ?? NONE;
    if (outer !== NONE) held[outer] = (held[outer] ?? 0) + (held[index] ?? 0);
  }
  return calls.map((call) => {
    const outer = above[call.node] ?? NONE;
    const around = forest[outer]?.span;
    return around === undefined || held[outer] !== 1 ? call : withWordsOf(call, around);
  });
}

/**
 * Model spans that show nothing of an answer beside one, of the same instrumentation and under the same parent, that
 * does, or that failed and is called otherwise: they prepare the call.
 */
function answeredBeside(forest: Forest, usages: readonly (SpanUsage | undefined)[]): ReadonlySet<number> {
  const silent: number[] = [];
  const answering = new Set<string>();
  const failed = new Map<string, string>();
  forest.forEach((at, node) => {
    const { span, reading, parent } = at;
    if (reading.role !== 'model' || parent === NONE) return;
    if (isUnanswered(span)) failed.set(placeOf(at), span.name);
    else if (usages[node] !== undefined || showsAnswer(span)) answering.add(placeOf(at));
    else silent.push(node);
  });
  return new Set(
    silent.filter((node) => {
      const at = forest[node];
      if (at === undefined) return false;
      return answering.has(placeOf(at)) || (failed.get(placeOf(at)) ?? at.span.name) !== at.span.name;
    }),
  );
}

const placeOf = ({ parent, span }: Node): string => `${parent} ${span.scope}`;

const ANSWER_EVENT = /first.?token|choice|chunk|completion/i;

const showsAnswer = (span: Span): boolean =>
  responseIdOf(span.attributes) !== undefined ||
  finishReasonsOf(span).length > 0 ||
  span.events.some(({ name }) => ANSWER_EVENT.test(name)) ||
  isSpoken(answerIn(span));

/** Below a call, or beside calls that report usage while it neither does nor failed. */
const isHelper = (
  { usage, failed }: ModelCall,
  parent: number,
  covered: ReadonlySet<number>,
  holders: ReadonlySet<number>,
): boolean => covered.has(parent) || (holders.has(parent) && usage === undefined && !failed);

function callOf({ span, reading }: Node, node: number, usage: SpanUsage | undefined): ModelCall {
  return known({ node, span, hint: reading.agent, usage, failed: isUnanswered(span) && (usage?.output ?? 0) === 0 });
}

/** Some frameworks end such a span well and tell only why it finished. */
const isUnanswered = (span: Span): boolean => hasFailed(span) || gaveUp(span);

/** For each model span the next one above it, with nothing but steps between. */
function nestParents(forest: Forest): readonly number[] {
  const nearest: number[] = [];
  forest.forEach(({ parent }) => {
    const role = forest[parent]?.reading.role;
    if (role === 'model') nearest.push(parent);
    else nearest.push(role === 'step' ? (nearest[parent] ?? NONE) : NONE);
  });
  return nearest;
}
