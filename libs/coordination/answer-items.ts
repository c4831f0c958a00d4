import { callIdOf, type Answer, type ToolCall, type TurnId } from '#events';
import type { AssistantItem, ConversationItem, ToolItem } from './conversation-item.js';
import type { History, OwnTurn } from './history.js';
import type { PromptSet } from './prompts/prompt-set.js';

/** An agent's answer and one result for each of its calls, as vendors require; nothing for a turn without an answer. */
export function answerItems(wording: PromptSet, history: History, turn: OwnTurn): readonly ConversationItem[] {
  const { turnId } = turn.request;
  const answer = history.answers.get(turnId);
  if (answer === undefined) return [];
  const results = answer.calls.map((call, position) => resultItem(wording, turn, { call, index: position + 1 }));
  return [assistantItem(turnId, answer), ...results];
}

function assistantItem(turnId: TurnId, { text, calls, vendor }: Answer): AssistantItem {
  const asked = calls.map((call, position) => ({
    callId: callId(turnId, call, position + 1),
    name: call.name,
    arguments: call.arguments,
  }));
  return { role: 'assistant', text, calls: asked, ...(vendor === undefined ? {} : { vendor }) };
}

interface IndexedCall {
  readonly call: ToolCall;
  readonly index: number;
}

function resultItem(wording: PromptSet, turn: OwnTurn, { call, index }: IndexedCall): ToolItem {
  const outcome = turn.outcomes.find((one) => one.index === index);
  const { name } = call;
  return {
    role: 'tool',
    callId: callId(turn.request.turnId, call, index),
    name,
    text: outcome?.result ?? withoutOutcome(wording, turn, call),
  };
}

/** Control calls have no outcome of their own, and after a last word or a defect tools are not called. */
function withoutOutcome(wording: PromptSet, { defect }: OwnTurn, { effect }: ToolCall): string {
  if (effect !== 'control') return wording.notMade;
  return defect === undefined ? wording.accepted : wording.notAccepted;
}

const callId = (turnId: TurnId, { vendorCallId }: ToolCall, index: number): string =>
  vendorCallId ?? callIdOf(turnId, index);
