import { agentOfTurn, splitCallId, type Answer, type CallOutcome, type ToolCall, type TurnId } from '#events';
import { oneLine } from '../rendering/fit.js';
import { duration } from '../rendering/numbers.js';
import { aside, happening, speech } from './lines.js';
import { shown } from './spoken.js';
import type { Tale, Tales, Telling } from './tale.js';

const ARGUMENTS_SHOWN = 100;

const requested: Tale<'TurnRequested'> = ({ data }, told, telling) => {
  const heading = data.round === told.round ? [] : [telling.paint('bold', `round ${data.round}`)];
  told.round = data.round;
  const opens = !told.activations.has(data.activationId);
  told.activations.add(data.activationId);
  return opens && !telling.brief
    ? [...heading, aside(`${data.agentId} has the floor: ${data.purpose}`, telling)]
    : heading;
};

const answered: Tale<'TurnAnswered'> = ({ data }, told, telling) => {
  told.spoken.remember(data.turnId, data.answer);
  return thought(data.turnId, data.answer, telling);
};

const recorded: Tale<'TurnRecorded'> = ({ data }, told, telling) => {
  const repair =
    data.defect === undefined
      ? []
      : [happening(`${agentOfTurn(data.turnId)} must repair: ${data.defect.message}`, telling)];
  if ('answeredAt' in data.answer) return repair;
  const { answer } = data;
  told.spoken.remember(data.turnId, answer);
  const calls = (data.outcomes ?? []).flatMap((outcome) =>
    callTold(data.turnId, answer.calls[outcome.index - 1], outcome, telling),
  );
  return [...thought(data.turnId, answer, telling), ...calls, ...repair];
};

/** What an agent says beside its calls; without calls the text is the message itself, which is told when it is sent. */
function thought(turnId: TurnId, { text, calls }: Answer, telling: Telling): readonly string[] {
  const words = shown(text).trim();
  return telling.brief || calls.length === 0 || words === ''
    ? []
    : speech(`${agentOfTurn(turnId)} thinks:`, words, telling);
}

function callTold(
  turnId: TurnId,
  call: ToolCall | undefined,
  { status, result }: CallOutcome,
  telling: Telling,
): readonly string[] {
  if (telling.brief || call === undefined) return [];
  const question = `${call.name} ${oneLine(shown(call.arguments), ARGUMENTS_SHOWN)}`;
  return [
    aside(
      `${agentOfTurn(turnId)} calls ${question} -> ${status === 'ok' ? '' : `${status}: `}${shown(result)}`,
      telling,
    ),
  ];
}

const callRecorded: Tale<'ToolCallRecorded'> = ({ data }, told, telling) => {
  const call = told.spoken.callOf(data.turnId, splitCallId(data.callId).index);
  return callTold(data.turnId, call, data.outcome, telling);
};

const failed: Tale<'TurnFailed'> = ({ data, time }, _told, telling) => {
  const { error, next, turnId, attempt } = data;
  const then = next === 'final' ? 'no further attempt' : `again in ${duration(Math.max(next.retryAt - time, 0))}`;
  const line = `turn ${turnId}, attempt ${attempt}, failed: ${error.code}, ${error.message}; ${then}`;
  return [telling.paint('yellow', happening(line, telling))];
};

const discarded: Tale<'TurnDiscarded'> = ({ data }, _told, telling) =>
  telling.brief ? [] : [aside(`a late result of turn ${data.turnId} was discarded (${data.reason})`, telling)];

const silent = (): readonly string[] => [];

export const TURN_TALES: Tales<
  | 'TurnRequested'
  | 'TurnAnswered'
  | 'TurnRecorded'
  | 'TurnFailed'
  | 'TurnDiscarded'
  | 'TurnResumed'
  | 'ToolCallStarted'
  | 'ToolCallRecorded'
> = {
  TurnRequested: requested,
  TurnAnswered: answered,
  TurnRecorded: recorded,
  TurnFailed: failed,
  TurnDiscarded: discarded,
  TurnResumed: silent,
  ToolCallStarted: silent,
  ToolCallRecorded: callRecorded,
};
