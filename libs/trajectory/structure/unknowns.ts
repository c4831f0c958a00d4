import { answerIn } from '../reading/answer.js';
import type { Analysis } from './analysis.js';
import { acts } from './callers.js';
import { inherited, NONE } from './forest.js';
import type { ForeignRun } from './runs.js';
import { isClassOfTools } from './tool-names.js';
import { unseenRequests } from './unseen-requests.js';

/** What the spans of a run cannot tell, each headed by the field of the report that it concerns. */
export function unknownsOf(run: ForeignRun, analysis: Analysis): readonly string[] {
  return [
    ...boundaryUnknowns(run, analysis),
    ...turnUnknowns(analysis),
    ...agentUnknowns(analysis),
    ...tokenUnknowns(analysis),
    ...toolUnknowns(analysis),
    ...messageUnknowns(analysis),
  ];
}

const told = (isSo: boolean, text: string): readonly string[] => (isSo ? [text] : []);

function boundaryUnknowns({ joined, neighbours, spans }: ForeignRun, { forest }: Analysis): readonly string[] {
  const traces = new Set(spans.map(({ traceId }) => traceId)).size;
  const orphans = forest.filter(({ orphan, circular }) => orphan && !circular).length;
  const circles = forest.filter(({ circular }) => circular).length;
  return [
    ...told(
      joined === 'process',
      `run: ${traces} traces of single calls share no id and are shown as one run because one process sent them: turns, toolCalls, messages and tokens may be of several runs`,
    ),
    ...told(
      neighbours > 0,
      `run: ${neighbours} more traces of this process share no conversation, session or thread with this one: if they are of the same run, turns, toolCalls, messages and tokens are only a part`,
    ),
    ...told(
      orphans > 0,
      `run: ${orphans} spans name a parent that is missing: parts of the trace were not received, and of turns, toolCalls, messages and tokens maybe only a part`,
    ),
    ...told(
      circles > 0,
      `run: the parents of spans go in a circle, ${circles} in all: which span stands above the others is not told, and whose turns, toolCalls and messages are may be told wrongly`,
    ),
  ];
}

function turnUnknowns(analysis: Analysis): readonly string[] {
  return [
    ...told(analysis.calls.length === 0, 'turns: no span shows a model call, and so no tokens'),
    ...told(
      holdsLoops(analysis),
      'turns: a model span holds runs of tools and no call follows: it may stand for several calls, of which tokens tells the sum or the last',
    ),
  ];
}

/** A tool ran inside of an agent's last model call, with nothing but steps between. */
function holdsLoops({ forest, activations }: Analysis): boolean {
  const last = new Set(activations.flatMap(({ calls }) => calls.at(-1)?.node ?? []));
  const around = inherited(forest, ({ reading }, node) => (reading.role === 'step' ? undefined : node));
  return forest.some(({ reading, parent }) => reading.role === 'tool' && last.has(around[parent] ?? NONE));
}

function agentUnknowns({ calls, activations }: Analysis): readonly string[] {
  const nameless = activations.filter(({ name }) => name === undefined).reduce((sum, one) => sum + one.calls.length, 0);
  const classes = new Set(
    activations.flatMap(({ name, vague, calls: own }) => (vague && own.length > 0 && name !== undefined ? [name] : [])),
  );
  return [
    ...told(
      !activations.some(acts),
      'agents: no span shows one at work: which toolCalls and messages there were, and whose they are, is unknown',
    ),
    ...told(
      nameless > 0,
      `agents: ${nameless} of ${calls.length} model calls name no agent: their messages, and toolCalls that were agents at work, are unknown`,
    ),
    ...told(
      classes.size > 0,
      `agents: ${[...classes].join(', ')} may be the name of a class, which several agents share`,
    ),
  ];
}

function tokenUnknowns({ calls }: Analysis): readonly string[] {
  const answered = calls.filter(({ failed }) => !failed);
  const silent = answered.filter(({ usage }) => usage?.input === undefined || usage.output === undefined).length;
  const disputed = answered.filter((call) => call.disputed === true).length;
  const doubtful = answered.filter(({ usage }) => usage?.cacheDoubtful === true).length;
  return [
    ...told(silent > 0, `tokens: ${silent} of ${answered.length} model calls report no usage, or not all of it`),
    ...told(disputed > 0, `tokens: ${disputed} model calls are counted differently by two instrumentations`),
    ...told(
      doubtful > 0,
      `tokens: whether the input of ${doubtful} model calls includes the cached tokens is not told`,
    ),
  ];
}

function toolUnknowns(analysis: Analysis): readonly string[] {
  const { toolRuns } = analysis;
  const unseen = unseenRequests(analysis);
  const classes = toolRuns.filter(({ name }) => isClassOfTools(name)).length;
  const untold = toolRuns.filter(({ ok, result }) => ok && result === undefined).length;
  return [
    ...told(
      unseen > 0,
      `toolCalls: models asked for tools ${unseen} times, and no span shows one; messages may be among them`,
    ),
    ...told(classes > 0, `toolCalls: ${classes} name only the class of the tool`),
    ...told(
      untold > 0,
      `toolCalls: ${untold} results were not captured: a tool that gave an error back as its result counts as ok`,
    ),
  ];
}

function messageUnknowns({ calls, company, crowded, messages, handoffs, undecided }: Analysis): readonly string[] {
  const aimless = handoffs.filter(({ to, taker }) => to === undefined && taker === undefined).length;
  const guessed = handoffs.filter((handoff) => handoff.guessed === true).length;
  const hasContent = calls.some(({ span }) => answerIn(span).text !== '');
  return [
    ...told(
      guessed > 0,
      `messages: ${guessed} are guessed: a model asked for a tool of which no span tells, and another agent worked next`,
    ),
    ...told(
      undecided > 0,
      `messages: ${undecided} agents died with the floor: whether it was handed over for good or lent for a report is not told`,
    ),
    ...told(aimless > 0, `messages: ${aimless} hand-offs name no agent that takes over`),
    ...told(
      company === 'once_each' && !hasContent,
      'messages: agents worked one beside the other, and without content it is not told whether they spoke',
    ),
    ...told(
      (company === 'rounds' || company === 'led_rounds') && messages.length > 0,
      'messages: agents worked in rounds; that each round was told to all is assumed',
    ),
    ...told(crowded, 'messages: too many agents worked in rounds for their messages to be listed by receiver'),
  ];
}
