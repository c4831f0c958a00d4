import type { AgentId, Answer, CallOutcome, Defect, EventData, EventOf, FailureCode, RunEvent, TurnId } from '#events';

/** What an agent's prompt is made of, as one pass over the events before a request finds it. */
export interface History {
  /** The agent's own turns; the requested one is the last. */
  readonly turns: readonly OwnTurn[];
  readonly answers: ReadonlyMap<TurnId, Answer>;
  readonly failures: ReadonlyMap<TurnId, FailureCode>;
  /** By sequence. */
  readonly messages: ReadonlyMap<number, EventData<'MessageSent'>>;
}

/** `sequence` is that of its first request. `opens`: it begins an activation. `repairs`: what was wrong the turn before. */
export interface OwnTurn {
  readonly sequence: number;
  readonly request: EventData<'TurnRequested'>;
  readonly opens: boolean;
  readonly repairs: Defect | undefined;
  readonly outcomes: readonly CallOutcome[];
  readonly defect?: Defect | undefined;
}

interface Draft {
  readonly agentId: AgentId;
  readonly turns: DraftTurn[];
  readonly answers: Map<TurnId, Answer>;
  readonly failures: Map<TurnId, FailureCode>;
  readonly messages: Map<number, EventData<'MessageSent'>>;
}
type DraftTurn = Omit<OwnTurn, 'outcomes' | 'defect'> & { outcomes: CallOutcome[]; defect?: Defect | undefined };

/** The history as of a request, in time linear in the number of events. Earlier attempts of a turn leave no trace. */
export function historyOf(events: readonly RunEvent[], request: EventOf<'TurnRequested'>): History {
  const draft: Draft = {
    agentId: request.data.agentId,
    turns: [],
    answers: new Map(),
    failures: new Map(),
    messages: new Map(),
  };
  for (const event of events) {
    if (event.sequence >= request.sequence) break;
    note(draft, event);
  }
  noteRequest(draft, request);
  return draft;
}

function note(draft: Draft, event: RunEvent): void {
  switch (event.type) {
    case 'TurnRequested':
      noteRequest(draft, event);
      break;
    case 'TurnAnswered':
      draft.answers.set(event.data.turnId, event.data.answer);
      break;
    case 'ToolCallRecorded':
      ownTurn(draft, event.data.turnId)?.outcomes.push(event.data.outcome);
      break;
    case 'TurnRecorded':
      noteTurn(draft, event.data);
      break;
    case 'TurnFailed':
      draft.failures.set(event.data.turnId, event.data.error.code);
      break;
    case 'MessageSent':
      draft.messages.set(event.sequence, event.data);
      break;
    default:
  }
}

function noteRequest({ agentId, turns }: Draft, { sequence, data }: EventOf<'TurnRequested'>): void {
  const previous = turns.at(-1);
  if (data.agentId !== agentId || previous?.request.turnId === data.turnId) return;
  const opens = previous?.request.activationId !== data.activationId;
  turns.push({ sequence, request: data, opens, repairs: previous?.defect, outcomes: [] });
}

function noteTurn(draft: Draft, { turnId, answer, outcomes = [], defect }: EventData<'TurnRecorded'>): void {
  if (!('answeredAt' in answer)) draft.answers.set(turnId, answer);
  const turn = ownTurn(draft, turnId);
  if (turn === undefined) return;
  turn.outcomes.push(...outcomes);
  turn.defect = defect;
}

function ownTurn({ turns }: Draft, turnId: TurnId): DraftTurn | undefined {
  const last = turns.at(-1);
  return last?.request.turnId === turnId ? last : undefined;
}
