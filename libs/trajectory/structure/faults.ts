import { known } from '../known.js';
import { failureText, hasFailed } from '../reading/control-flow.js';
import type { Role } from '../reading/reading.js';
import type { Activation } from './activations.js';
import { NONE, type Forest } from './forest.js';
import type { ModelCall } from './model-call.js';

/** An agent, or the run as a whole, that ended by an error which no failed call below it explains. */
export interface SpanFault {
  readonly agent?: string;
  readonly node: number;
  readonly message: string;
}

/** Errors travel up the tree, and beside it where an agent has two spans: each is told where it began. */
export function faultsOf(
  forest: Forest,
  owners: readonly (Activation | undefined)[],
  failedBelow: ReadonlySet<number>,
): readonly SpanFault[] {
  const explained = new Set(failedBelow);
  const told = new Set([...failedBelow].flatMap((node) => (forest[node] ? failureText(forest[node].span) : [])));
  const faults: SpanFault[] = [];
  for (const [index, { span, parent, reading }] of [...forest.entries()].reverse()) {
    const message = failureText(span);
    const isEnd = ENDING.has(reading.role) || parent === NONE;
    if (isEnd && hasFailed(span) && !explained.has(index) && !told.has(message)) {
      faults.push({ ...known({ agent: owners[index]?.name }), node: index, message });
      explained.add(index);
      told.add(message);
    }
    if (explained.has(index) && parent !== NONE) explained.add(parent);
  }
  return faults.reverse();
}

/** Spans that end with an agent or a run. */
const ENDING: ReadonlySet<Role> = new Set(['agent', 'workflow']);

/** What went wrong at a node, if need be as told by the next failed span above it. */
export function reasonAt(forest: Forest, node: number): string {
  for (let at = node; at !== NONE; at = forest[at]?.parent ?? NONE) {
    const span = forest[at]?.span;
    const text = span && (at === node || hasFailed(span)) ? failureText(span) : '';
    if (text !== '') return text;
  }
  return '';
}

/** A failed call is final unless the same agent was answered later in the same work. */
export function finalFailures(activation: Activation): ReadonlySet<ModelCall> {
  const lastAnswer = activation.calls.findLastIndex(({ failed }) => !failed);
  return new Set(activation.calls.slice(lastAnswer + 1));
}
