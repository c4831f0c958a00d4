import type { AttributeValue } from '../otlp/attribute-value.js';
import { known } from '../known.js';
import type { AskedCall, CallAnswer } from '../reading/speech.js';
import { agentInArguments, agentInToolName, isHandoffTool, sameName } from '../structure/agent-names.js';
import type { MessageStep, Step, Trajectory, TurnStep } from '../trajectory.js';
import { entryOf, type Entry } from './entry.js';
import { mappedTranscript, transcriptIn, type Transcript, type TranscriptMapping } from './find-messages.js';

/** The trajectory of a transcript, a document that was parsed from JSON; undefined where it holds none. Its messages' places are in the steps' `entry`. */
export function transcriptTrajectory(
  document: unknown,
  fallbackId: string,
  mapping?: TranscriptMapping,
): Trajectory | undefined {
  const json = document as AttributeValue;
  const transcript = mapping === undefined ? transcriptIn(json) : mappedTranscript(json, mapping);
  return transcript && trajectoryOfTranscript(transcript, fallbackId);
}

function trajectoryOfTranscript({ id, messages }: Transcript, fallbackId: string): Trajectory {
  const entries = messages.map(({ message, place }) => entryOf(message, place));
  const speakers = new Map(entries.filter(({ part }) => part !== 'tool').map(({ speaker, part }) => [speaker, part]));
  const agents = [...speakers].filter(([, part]) => part === 'agent').map(([speaker]) => speaker);
  return {
    runId: id ?? fallbackId,
    gradable: false,
    rehearsed: false,
    status: 'completed',
    startedAt: 0,
    agents: [...speakers].map(([agent, part]) => ({ agent, role: part === 'agent' ? 'assistant' : part })),
    steps: stepsOf(entries, agents),
    failures: [],
    discarded: [],
    answers: answersOf(entries),
    gradings: [],
    family: 'transcript',
    unknown: unknownsOf(entries, agents),
  };
}

/** A call that was asked for and not yet answered. */
interface OpenCall extends AskedCall {
  readonly turn: TurnStep;
}

type Unplaced<T extends Step> = T extends Step ? Omit<T, 'index'> : never;

function stepsOf(entries: readonly Entry[], agents: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  const open: OpenCall[] = [];
  const turns = new Map<string, number>();
  const add = (step: Unplaced<Step>): Step => {
    const placed: Step = { index: steps.length, ...step };
    steps.push(placed);
    return placed;
  };
  for (const entry of entries) {
    for (const step of answerSteps(entry, open)) add(step);
    if (entry.part === 'user' || entry.part === 'system') {
      if (entry.answers.length === 0) add(requestStep(entry));
      continue;
    }
    if (entry.part === 'tool') continue;
    const nth = (turns.get(entry.speaker) ?? 0) + 1;
    turns.set(entry.speaker, nth);
    const turn = add(turnStep(entry, nth)) as TurnStep;
    open.push(...entry.calls.map((call) => ({ ...call, turn })));
    for (const step of messageSteps(entry, agents)) add(step);
  }
  return steps;
}

/** What people and the system say; to which agent, a transcript does not tell. */
const requestStep = ({ index, speaker, text }: Entry): Unplaced<MessageStep> => ({
  kind: 'message',
  agent: speaker,
  at: index,
  entry: index,
  to: [],
  messageKind: 'delegate',
  content: text,
});

const turnStep = ({ index, speaker, text, calls, usage }: Entry, nth: number): Unplaced<TurnStep> => ({
  kind: 'turn',
  agent: speaker,
  at: index,
  entry: index,
  turnId: `${speaker}.${nth}`,
  status: 'recorded',
  text,
  calls: calls.map(({ name }) => name),
  ...(usage && { usage: { ...usage, source: 'reported' } }),
});

const answerSteps = ({ index, answers }: Entry, open: OpenCall[]): readonly Unplaced<Step>[] =>
  answers.map((answer, nth) => {
    const call = closedCall(answer, open);
    return known({
      kind: 'tool_call' as const,
      agent: call?.turn.agent ?? '',
      at: index,
      entry: index,
      turnId: call?.turn.turnId ?? '',
      callId: answer.id ?? `${index}#${nth + 1}`,
      name: call?.name ?? answer.name,
      status: answer.failed ? ('error' as const) : ('ok' as const),
      arguments: call?.arguments,
      result: answer.text,
    });
  });

/** An answer closes the open call with its id, or with its name, or else the oldest. */
function closedCall(answer: CallAnswer, open: OpenCall[]): OpenCall | undefined {
  const byId = open.findIndex(({ id }) => id !== undefined && id === answer.id);
  const byName = open.findIndex(({ name }) => name === answer.name);
  const [call] = open.splice([byId, byName, 0].find((place) => place >= 0) ?? 0, 1);
  return call;
}

/** Said to an agent by name, or by handing over to it. */
function messageSteps(entry: Entry, agents: readonly string[]): readonly Unplaced<Step>[] {
  const { index, speaker, to, text, calls } = entry;
  const known = (name: string | undefined) => agents.find((agent) => sameName(agent, name) && agent !== speaker);
  const addressee = known(to);
  const takers = calls
    .filter(({ name }) => isHandoffTool(name))
    .flatMap(({ name, arguments: given }) => known(agentInArguments(given) ?? agentInToolName(name)) ?? []);
  const message = { kind: 'message', agent: speaker, at: index, entry: index, content: text } as const;
  return [
    ...(addressee === undefined ? [] : [{ ...message, to: [addressee], messageKind: 'peer' as const }]),
    ...takers.map((taker) => ({ ...message, to: [taker], messageKind: 'handoff' as const })),
  ];
}

function answersOf(entries: readonly Entry[]): Trajectory['answers'] {
  const last = entries.findLast(({ part, text }) => part === 'agent' && text !== '');
  return last === undefined ? [] : [{ agent: last.speaker, content: last.text }];
}

function unknownsOf(entries: readonly Entry[], agents: readonly string[]): readonly string[] {
  const silent = entries.filter(({ part, usage }) => part === 'agent' && usage === undefined).length;
  const isTold = agents.length < 2 || entries.some(({ to }) => to !== undefined);
  return [
    ...(silent > 0 ? [`tokens: ${silent} messages of agents tell no usage`] : []),
    ...(isTold ? [] : ['messages: the transcript does not tell who was spoken to, but for hand-offs']),
  ];
}
