import type { Span } from '../otlp/span.js';
import { providerOf } from '../reading/identity.js';
import { NONE, type Forest, type Node } from './forest.js';
import { isPlumbing } from './graph-agents.js';
import type { ModelCall } from './model-call.js';

/** LangChain's instrumentations, whatever the language. */
const OF_LANGCHAIN = /langchain/i;

/** The model call is told by one of them: its scope says so, or the vendor that it names. */
export const isOfLangChain = ({ scope, attributes }: Span): boolean =>
  OF_LANGCHAIN.test(scope) || OF_LANGCHAIN.test(providerOf(attributes) ?? '');

/** Names that LangChain's classes give the steps that nobody has named. */
const CLASS =
  /^(?:Runnable|Chat|Compiled|StateGraph|Structured|ChannelWrite)\w*$|(?:Prompt|PromptTemplate|Parser|Chain)$/;

/**
 * Which spans open the work of an agent where LangChain's instrumentation tells nothing of a graph, as that of a year
 * back: the nearest step around a model call that somebody has named.
 */
export function chainAgents(forest: Forest, calls: readonly ModelCall[]): ReadonlyMap<number, string> {
  const openers = new Map<number, string>();
  for (const { node, span } of calls) {
    if (!isOfLangChain(span) || forest[node]?.reading.graphPath !== undefined) continue;
    const opener = namedStep(forest, node);
    const label = opener === undefined ? undefined : forest[opener]?.reading.label;
    if (opener !== undefined && label !== undefined) openers.set(opener, label);
  }
  return openers;
}

function namedStep(forest: Forest, from: number): number | undefined {
  let at = parentOf(forest, from);
  while (isStep(forest[at])) {
    if (isNamed(forest[at])) return at;
    at = parentOf(forest, at);
  }
  return undefined;
}

const parentOf = (forest: Forest, node: number): number => forest[node]?.parent ?? NONE;

const isStep = (node: Node | undefined): boolean => node?.reading.role === 'step' || node?.reading.role === 'workflow';

function isNamed(node: Node | undefined): boolean {
  const label = node?.reading.label;
  return label !== undefined && !isPlumbing(label) && !CLASS.test(label);
}
