import type { Content } from '#events';
import type { MessageStep, Step, ToolCallStep, Trajectory, TurnStep } from '#trajectory';
import { hasCode, looksLikeError } from './looks-like.js';
import type { Call, Entry, Json, Narrative, Speech } from './narrative.js';
import { withOrdersByName } from './orders-by-name.js';
import { orderBook, type OrderBook } from './order-book.js';
import { outcomeOf } from './outcome.js';
import { readJson } from './read-json.js';
import { runnersAmong, type Line } from './runners.js';
import { partsOf, tellsMore, textOf, toldIn, type Told } from './told.js';

/**
 * The conversation that a trajectory tells. What has no content is left out; a message that repeats a turn's text is
 * that turn's. `task` is put before it where the trajectory does not begin with its request.
 */
export function narrativeOf(trajectory: Trajectory, task?: string): Narrative {
  const draft = draftOf(trajectory);
  if (task !== undefined) draft.entries.push({ kind: 'request', at: 0, step: -1, text: task, speaker: 'task' });
  for (const step of trajectory.steps) noteStep(draft, step);
  for (const { agent, content } of trajectory.answers) noteAnswer(draft, agent, partsOf(content));
  const agents = draft.entries.flatMap((entry) => (entry.kind === 'speech' ? [entry.speaker] : []));
  return { entries: withOrdersByName(draft.entries), agents: [...new Set(agents)], outcome: outcomeOf(trajectory) };
}

interface Draft {
  readonly entries: Entry[];
  readonly orders: OrderBook;
  readonly runners: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, string>;
  /** The latest speech of a turn or an agent. */
  readonly latest: Map<string, Speech>;
}

const PEOPLE = new Set(['user', 'human', 'customer', 'client']);
const RULES = new Set(['system', 'developer']);

const draftOf = ({ agents, steps }: Trajectory): Draft => ({
  entries: [],
  orders: orderBook(),
  runners: runnersAmong(steps.flatMap(lineOf)),
  roles: new Map(agents.map(({ agent, role }) => [agent, (role ?? agent).toLowerCase()])),
  latest: new Map(),
});

const lineOf = (step: Step): readonly Line[] =>
  step.kind === 'tool_call' ? [] : [{ speaker: step.agent, text: textOf(spokenIn(step)) }];

const spokenIn = (step: TurnStep | MessageStep): Content | undefined =>
  step.kind === 'turn' ? step.text : step.content;

/** An answer is said by its agent's last speech, where it does not say so itself. */
function noteAnswer(draft: Draft, agent: string, parts: readonly string[]): void {
  const last = draft.latest.get(agent);
  const isSaid = last === undefined || last.text.includes(toldIn(parts).text);
  if (!isSaid) replace(draft, { ...last, ...tellsMore(last, parts) });
}

function noteStep(draft: Draft, step: Step): void {
  if (step.kind === 'tool_call') noteCall(draft, step);
  else noteSpoken(draft, step);
}

function noteSpoken(draft: Draft, step: TurnStep | MessageStep): void {
  const role = draft.roles.get(step.agent) ?? step.agent.toLowerCase();
  const told = toldIn(partsOf(spokenIn(step)));
  const head = { ...headOf(draft, step), ...told };
  if (RULES.has(role)) draft.entries.push({ ...head, kind: 'rules' });
  else if (PEOPLE.has(role)) draft.entries.push({ ...head, kind: 'request', speaker: step.agent });
  else if (draft.runners.has(step.agent)) noteOutput(draft, step, told);
  else noteSpeech(draft, step, told);
}

/** Output is that of the last code, whoever had it run. */
function noteOutput(draft: Draft, step: TurnStep | MessageStep, told: Told): void {
  const speeches = draft.entries.filter((entry) => entry.kind === 'speech');
  const asker = speeches.findLast(({ bringsCode }) => bringsCode) ?? speeches.at(-1);
  draft.entries.push({
    ...headOf(draft, step),
    kind: 'observation',
    ...told,
    source: step.agent,
    failed: looksLikeError(told.text),
    ...(asker && { askedBy: asker.at }),
  });
}

function noteSpeech(draft: Draft, step: TurnStep | MessageStep, told: Told): void {
  const before = draft.latest.get(step.agent);
  const isOrder = step.kind === 'message' && isToSomebody(draft, step) && draft.orders.isOrder(step);
  if (step.kind === 'message' && isSentOn(before, told.text)) {
    replace(draft, { ...before, to: step.to, isOrder });
    return;
  }
  const speech: Speech = {
    ...headOf(draft, step),
    kind: 'speech',
    ...(step.kind === 'turn' && { turnId: step.turnId }),
    ...told,
    speaker: step.agent,
    to: step.kind === 'message' ? step.to : [],
    isOrder,
    calls: [],
    bringsCode: hasCode(told.text),
  };
  draft.entries.push(speech);
  remember(draft, speech, step);
}

/** Who only runs code takes no orders. */
const isToSomebody = ({ runners }: Draft, { to }: MessageStep): boolean => to.some((agent) => !runners.has(agent));

/** The message only passes on what its sender's turn has said. */
const isSentOn = (before: Speech | undefined, text: string): before is Speech =>
  before?.turnId !== undefined && before.to.length === 0 && before.text === text;

const headOf = ({ entries }: Draft, { index, spanId }: Step) => ({
  at: entries.length,
  step: index,
  ...(spanId !== undefined && { spanId }),
});

function remember(draft: Draft, speech: Speech, step: TurnStep | MessageStep): void {
  draft.latest.set(speech.speaker, speech);
  if (step.kind === 'turn') draft.latest.set(`turn ${step.turnId}`, speech);
}

function replace(draft: Draft, speech: Speech): void {
  draft.entries[speech.at] = speech;
  for (const [key, value] of draft.latest) if (value.at === speech.at) draft.latest.set(key, speech);
}

function noteCall(draft: Draft, step: ToolCallStep): void {
  const call: Call = { name: step.name ?? '', arguments: argumentsOf(step.arguments) };
  const asker = draft.latest.get(`turn ${step.turnId}`) ?? draft.latest.get(step.agent);
  if (asker !== undefined) replace(draft, { ...asker, calls: [...asker.calls, call] });
  const text = textOf(step.result);
  const data = readJson(text);
  draft.entries.push({
    ...headOf(draft, step),
    kind: 'observation',
    text,
    source: call.name,
    ...(data !== undefined && { data }),
    failed: step.status !== 'ok' || looksLikeError(text),
    ...(asker && { askedBy: asker.at }),
    call,
  });
}

function argumentsOf(content: Content | undefined): Json {
  const text = textOf(content);
  return readJson(text) ?? text;
}
