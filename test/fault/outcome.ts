import type { EventOf, RunEvent, TurnId } from '#events';

/**
 * What two runs with the same seed must agree on, however often their processes died: recorded turns with what they
 * said and what their calls returned, messages, votes, outcome and grade. Left out are sequences, workers, response
 * ids, attempts, times, cost and discarded results.
 */
export interface Outcome {
  readonly turns: Readonly<Record<string, unknown>>;
  readonly messages: readonly unknown[];
  readonly votes: readonly unknown[];
  readonly end: unknown;
  readonly grade: unknown;
}

export function outcomeOf(events: readonly RunEvent[]): Outcome {
  const grade = events.find((event) => event.type === 'RunGraded')?.data;
  const end = events.find(({ type }) => type === 'RunCompleted' || type === 'RunFailed' || type === 'RunCancelled');
  return {
    turns: Object.fromEntries(turnsOf(events).sort(([a], [b]) => (a < b ? -1 : 1))),
    messages: events.filter((event) => event.type === 'MessageSent').map(({ data }) => data),
    votes: events.filter((event) => event.type === 'VoteTallied').map(({ data }) => data),
    end: end === undefined ? undefined : { type: end.type, data: end.data },
    grade,
  };
}

function turnsOf(events: readonly RunEvent[]): [TurnId, unknown][] {
  return events
    .filter((event) => event.type === 'TurnRecorded')
    .map((event) => [event.data.turnId, recorded(events, event)]);
}

function recorded(events: readonly RunEvent[], { data }: EventOf<'TurnRecorded'>): unknown {
  const requested = events.find((event) => event.type === 'TurnRequested' && event.data.turnId === data.turnId);
  const { answer } = data;
  const answered =
    'answeredAt' in answer
      ? events.find((event) => event.type === 'TurnAnswered' && event.sequence === answer.answeredAt)?.data
      : data;
  const acted = events
    .filter((event) => event.type === 'ToolCallRecorded')
    .filter((event) => event.data.turnId === data.turnId)
    .map((event) => event.data.outcome);
  return {
    requested:
      requested?.type === 'TurnRequested' &&
      pick(requested.data, ['agentId', 'activationId', 'round', 'purpose', 'remaining']),
    answer: answered !== undefined && 'answer' in answered ? answered.answer : undefined,
    outcomes: [...(data.outcomes ?? []), ...acted].map((outcome) => pick(outcome, ['index', 'status', 'result'])),
    controls: data.controls,
    endsActivation: data.endsActivation,
    defect: data.defect,
  };
}

const pick = <T extends object>(from: T, keys: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<T>;

/** Turns that were recorded more than once: there must be none. */
export function duplicatedTurns(events: readonly RunEvent[]): readonly TurnId[] {
  const seen = new Set<TurnId>();
  return events.flatMap((event) => {
    if (event.type !== 'TurnRecorded') return [];
    const again = seen.has(event.data.turnId);
    seen.add(event.data.turnId);
    return again ? [event.data.turnId] : [];
  });
}
