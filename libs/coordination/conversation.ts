import type { EventOf, RunEvent } from '#events';
import { answerItems } from './answer-items.js';
import { paragraphs, type Conversation, type ConversationItem } from './conversation-item.js';
import { historyOf, type OwnTurn } from './history.js';
import { promptsOf } from './prompts/versions.js';
import { taskItem, turnItem } from './telling.js';

/**
 * The prompt of a request, from the run's events (RunStarted first; what came after the request does not matter). The
 * same bytes wherever it is built, and a later request of the agent extends an earlier one as long as nothing is dropped.
 * `droppedBefore` leaves out the agent's turns that were requested before it; system, task and what opened the current
 * activation always stay.
 */
export function conversationOf(events: readonly RunEvent[], request: EventOf<'TurnRequested'>): Conversation {
  const [started] = events;
  if (started?.type !== 'RunStarted') return { system: '', items: [] };
  const { system, brief } = started.data;
  const script = { prompts: system.prompts, wording: promptsOf(system.promptsVersion) };
  const history = historyOf(events, request);
  const { activationId, context } = request.data;
  const isKept = (turn: OwnTurn): boolean => turn.sequence >= (context.droppedBefore ?? 0);
  const items = history.turns.flatMap((turn) => {
    const told = isKept(turn) || (turn.opens && turn.request.activationId === activationId);
    return [
      ...(told ? [turnItem(script, history, turn)] : []),
      ...(isKept(turn) ? answerItems(script.wording, history, turn) : []),
    ];
  });
  const agent = system.agents.find(({ agentId }) => agentId === request.data.agentId);
  return { system: agent?.instructions ?? '', items: merged([taskItem(script, brief), ...items]) };
}

/** Makes one item of consecutive user items, since vendors want the roles to alternate. */
function merged(items: readonly ConversationItem[]): readonly ConversationItem[] {
  const result: ConversationItem[] = [];
  for (const item of items) {
    const last = result.at(-1);
    if (item.role !== 'user') result.push(item);
    else if (last?.role === 'user')
      result[result.length - 1] = { role: 'user', pieces: paragraphs([last.pieces, item.pieces]) };
    else if (item.pieces.length > 0) result.push(item);
  }
  return result;
}
