import { sizeOf, type ActivationId, type Answer, type CallOutcome, type PartRef } from '#events';
import type { AgentProfile, AgentState } from './agent-state.js';
import type { LiveRun, Terms } from './state.js';

/** What a message, a turn or a listed document adds to a prompt besides its content. */
export const ITEM_SIZE = 100;
/** English takes about four characters a token and figures three; this is the upper estimate. */
const CHARACTERS_PER_TOKEN = 3;
/** Roles, control tools and whatever else a vendor wraps around a prompt. */
const OVERHEAD_TOKENS = 256;

/** An upper estimate of a prompt's tokens. */
export const promptTokens = (size: number): number => Math.ceil(size / CHARACTERS_PER_TOKEN) + OVERHEAD_TOKENS;

/** A prompt that the agent's window has room for. */
export interface FittedContext {
  readonly size: number;
  readonly droppedBefore: number;
}

/** The request that a prompt is for: what it adds, the sequence that it will have, and its activation. */
interface Prompted {
  readonly added: number;
  readonly sequence: number;
  readonly activationId: ActivationId;
}

/**
 * The agent's next prompt. Where its policy allows it, whole turns are left out, the oldest first. Undefined when there
 * is no room.
 */
export function fitContext(agent: AgentState, { added, sequence, activationId }: Prompted): FittedContext | undefined {
  const kept = agent.blocks.map(({ from }) => from).filter((from) => from >= agent.droppedBefore);
  const cuts = kept.length === 0 ? [] : [...kept.slice(1), agent.unseen[0] ?? sequence];
  for (const droppedBefore of [agent.droppedBefore, ...cuts]) {
    const size = promptSize({ ...agent, droppedBefore }, activationId) + added;
    if (hasRoom(agent.profile, size)) return { size, droppedBefore };
  }
  return undefined;
}

/** Of the prompt that the agent's turns up to now make in an activation; what has opened that one is never left out. */
export function promptSize(agent: AgentState, activationId = agent.activation?.activationId): number {
  return agent.blocks.reduce((sum, block) => {
    if (block.from >= agent.droppedBefore) return sum + block.told + block.said;
    return block.opened !== undefined && block.opened === activationId ? sum + block.told : sum;
  }, agent.size);
}

const hasRoom = ({ context }: AgentProfile, size: number): boolean =>
  context === undefined || promptTokens(size) <= context.maxTokens;

/** What the request of a turn adds: new messages, and what the agent is told when it gets the floor or has to repair. */
export function addedSize(terms: Terms, agent: AgentState, purpose: string, opens: boolean): number {
  const prompt = opens || purpose === 'repair' ? (terms.promptSizes[purpose] ?? 0) : 0;
  return agent.unseenSize + prompt + ITEM_SIZE;
}

/** Sizes of an answer's text and of each call. */
export const partSizesOf = ({ text, calls }: Answer): readonly number[] => [
  sizeOf(text),
  ...calls.map((call) => call.name.length + sizeOf(call.arguments)),
];

/** What an answer adds to its agent's prompt. */
export const answerSize = (answer: Answer, partSizes: readonly number[]): number =>
  partSizes.reduce((sum, size) => sum + size, answer.vendor === undefined ? 0 : sizeOf(answer.vendor.parts));

export const outcomeSize = ({ result }: CallOutcome): number => sizeOf(result) + ITEM_SIZE;

/** What a message adds to its readers' prompts; a part that nobody has said (an error's) adds nothing of its own. */
export function messageSize({ activations }: LiveRun, { turnId, index, maxChars }: PartRef): number {
  const source = activations.findLast(({ outcome }) => outcome.status !== 'open' && outcome.turnId === turnId);
  const size = source?.partSizes[index] ?? 0;
  return (maxChars === undefined ? size : Math.min(size, maxChars)) + ITEM_SIZE;
}
