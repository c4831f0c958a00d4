import type { RunEvent } from './envelope.js';
import type { TurnId } from './identifiers.js';
import type { Answer, CallOutcome } from './turn-parts.js';
import type { Content } from './values.js';

/** The answer that this event records; undefined for an event that records none, or says that an earlier one has. */
export function answerIn(event: RunEvent): { readonly turnId: TurnId; readonly answer: Answer } | undefined {
  if (event.type !== 'TurnAnswered' && event.type !== 'TurnRecorded') return undefined;
  const { turnId, answer } = event.data;
  return 'answeredAt' in answer ? undefined : { turnId, answer };
}

/** What this event records of calls that were made. */
export function outcomesIn(event: RunEvent): readonly CallOutcome[] {
  if (event.type === 'ToolCallRecorded') return [event.data.outcome];
  return event.type === 'TurnRecorded' ? (event.data.outcomes ?? []) : [];
}

/** All that this event records of what a model has said: its text, and how it wrote its calls. */
export function wordsIn(event: RunEvent): readonly Content[] {
  const said = answerIn(event);
  return said === undefined ? [] : [said.answer.text, ...said.answer.calls.map((call) => call.arguments)];
}
