import { answerIn } from '../reading/answer.js';
import { wantsTools, finishReasonsOf } from '../reading/finish-reason.js';
import type { Activation } from './activations.js';
import { NONE, type Forest } from './forest.js';
import type { ModelCall } from './model-call.js';
import { placeFrom } from './place-from.js';
import { TOLERANCE_MS } from './tolerance.js';

type Owners = readonly (Activation | undefined)[];

/**
 * The owners, with tools given to the agent that asked for them. Some frameworks have a proxy of the user or a helper of
 * the team run the tools of others: an agent's span that holds tools and no model call, beside agents that run none.
 */
export function ownersByAsking(forest: Forest, activations: readonly Activation[], owners: Owners): Owners {
  const users = new Set(forest.map(({ reading }, node) => (reading.role === 'tool' ? owners[node] : undefined)));
  const asking = Map.groupBy(
    activations.filter((activation) => !users.has(activation)).flatMap(answeredCalls),
    ({ asker }) => placeOf(asker),
  );
  if (asking.size === 0) return owners;
  for (const calls of asking.values()) calls.sort((a, b) => a.startMs - b.startMs);
  return owners.map((owner, node) => {
    const { reading, span } = forest[node] ?? {};
    if (reading?.role !== 'tool' || span === undefined || owner === undefined || !isExecutor(owner)) return owner;
    const beside = asking.get(placeOf(owner)) ?? [];
    const next = placeFrom(beside, span.startMs + TOLERANCE_MS);
    const before = beside.slice(Math.max(0, next - LOOKED_BACK), next);
    return before.findLast(({ call }) => asksFor(call, reading.tool))?.asker ?? owner;
  });
}

/** A model call that was answered: `startMs` is when what it asked for could begin. */
interface AnsweredCall {
  readonly asker: Activation;
  readonly call: ModelCall;
  readonly startMs: number;
}

const answeredCalls = (asker: Activation): readonly AnsweredCall[] =>
  asker.calls.filter(({ failed }) => !failed).map((call) => ({ asker, call, startMs: call.span.endMs }));

/** What stands side by side is in one place. */
const placeOf = ({ parent, traceId }: Activation): string => `${traceId} ${parent?.id ?? NONE}`;

const isExecutor = ({ node, calls }: Activation): boolean => node !== NONE && calls.length === 0;

/** By its words; without content by its finish reason, if it has one. */
function asksFor({ span }: ModelCall, tool: string | undefined): boolean {
  const { calls, text } = answerIn(span);
  if (calls.length > 0) return calls.some(({ name }) => name === tool);
  return wantsTools(span) || (text === '' && finishReasonsOf(span).length === 0);
}

/** So many answers before are looked at. */
const LOOKED_BACK = 50;
