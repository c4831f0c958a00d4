import { agentOfTurn, splitCallId, type Answer, type ControlFact, type EventOf, type TurnId } from '#events';
import { duration } from '../rendering/numbers.js';
import { callTold } from './call-tale.js';
import { floorWords } from './floor-words.js';
import { aside, happening, painted, speech } from './lines.js';
import { shown } from './spoken.js';
import type { Tale, Tales, Telling, Told } from './tale.js';

const requested: Tale<'TurnRequested'> = ({ data }, told, telling) => {
  const heading = roundHeading(data.round, told, telling);
  told.purposes.set(data.turnId, data.purpose);
  const opens = !told.activations.has(data.activationId);
  told.activations.add(data.activationId);
  return opens && !telling.brief ? [...heading, ...aside(floorWords(data.agentId, data.purpose), telling)] : heading;
};

function roundHeading(round: number, told: Told, { paint, brief }: Telling): readonly string[] {
  if (round === told.round) return [];
  const isFirst = told.round === undefined;
  told.round = round;
  const heading = paint('bold', `round ${round}`);
  return isFirst || brief ? [heading] : ['', heading];
}

const answered: Tale<'TurnAnswered'> = ({ data }, told, telling) => {
  told.spoken.remember(data.turnId, data.answer);
  return thought(data.turnId, data.answer, telling);
};

const recorded: Tale<'TurnRecorded'> = (event, told, telling) => {
  const { turnId, controls, defect } = event.data;
  const agentId = agentOfTurn(turnId);
  const worked = workTold(event, told, telling);
  if (defect !== undefined) return [...worked, ...happening(`${agentId} must repair: ${defect.message}`, telling)];
  return [...worked, ...controls.flatMap((control) => controlTold(turnId, control, told, telling))];
};

/** What a turn of one phase says and calls; that of a two-phase one is told as it happens. */
function workTold({ data }: EventOf<'TurnRecorded'>, told: Told, telling: Telling): readonly string[] {
  const { turnId, answer, outcomes = [] } = data;
  if ('answeredAt' in answer) return [];
  told.spoken.remember(turnId, answer);
  const calls = outcomes.flatMap((outcome) => {
    const call = answer.calls[outcome.index - 1];
    return call === undefined ? [] : callTold(agentOfTurn(turnId), call, outcome, telling);
  });
  return [...thought(turnId, answer, telling), ...calls];
}

/** What an agent says beside its calls; without calls the text is the message itself, which is told when it is sent. */
function thought(turnId: TurnId, { text, calls }: Answer, telling: Telling): readonly string[] {
  const words = shown(text).trim();
  return telling.brief || calls.length === 0 || words === ''
    ? []
    : speech(`${agentOfTurn(turnId)} thinks`, words, telling);
}

/** What an agent says to the coordination without a message that would tell it. */
function controlTold(
  turnId: TurnId,
  { kind, index }: ControlFact,
  { spoken, purposes, members }: Told,
  telling: Telling,
): readonly string[] {
  if (telling.brief) return [];
  const agentId = agentOfTurn(turnId);
  if (kind === 'finish') {
    const done = purposes.get(turnId) === 'exchange' ? 'lets its findings stand' : 'has no more work to give';
    return happening(`${agentId} ${done}: ${spoken.textOf({ turnId, index })}`, telling);
  }
  // One who works alone answers as the run does.
  if (kind !== 'submit_answer' || members === 1) return [];
  return happening(`${agentId} answers: ${spoken.answerIn({ turnId, index })}`, telling);
}

const callRecorded: Tale<'ToolCallRecorded'> = ({ data }, told, telling) => {
  const call = told.spoken.callOf(data.turnId, splitCallId(data.callId).index);
  return call === undefined ? [] : callTold(agentOfTurn(data.turnId), call, data.outcome, telling);
};

const failed: Tale<'TurnFailed'> = ({ data, time }, _told, telling) => {
  const { error, next, turnId, attempt } = data;
  const then = next === 'final' ? 'no further attempt' : `again in ${duration(Math.max(next.retryAt - time, 0))}`;
  const line = `turn ${turnId}, attempt ${attempt}, failed: ${error.code}, ${error.message}; ${then}`;
  return painted('yellow', happening(line, telling), telling);
};

const discarded: Tale<'TurnDiscarded'> = ({ data }, _told, telling) =>
  telling.brief ? [] : aside(`a late result of turn ${data.turnId} was discarded (${data.reason})`, telling);

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
