import { answerIn } from '../reading/answer.js';
import { SILENCE } from '../reading/speech.js';
import type { Activation } from './activations.js';
import { companyOf, freeWork, stretches, type Company, type Named } from './company.js';
import type { Given, Team } from './handoffs.js';
import type { TeamMessage } from './team-message.js';
import { TOLERANCE_MS } from './tolerance.js';

export interface Peers {
  readonly company: Company;
  readonly messages: readonly TeamMessage[];
  /** They are too many for it to be told who heard whom: messages among them name nobody. */
  readonly crowded: boolean;
}

/**
 * What agents said to each other that stand side by side. Those that worked at once heard nothing of each other. One
 * that has the floor between all others leads them. Where agents come again in rounds, each is told to all others, read
 * or not. Where each worked once, only words of one that come up in what another was asked show a message.
 */
export function peersOf({ schedule, callers }: Team, handoffs: readonly Given[]): Peers {
  const passing = new Set(handoffs.flatMap(({ taker, from }) => [from.name, taker?.name]));
  const free = freeWork(schedule, callers, passing);
  const company = companyOf(free);
  const crowded = receiversIn(company, free) > MOST_RECEIVERS;
  return { company, messages: MESSAGES[company](free, crowded), crowded };
}

/** Thousands of agents that each hear all others would be told by millions of receivers, of which none says more. */
const MOST_RECEIVERS = 500_000;

/** How many there are at most where each work is told to all others of its rounds. */
function receiversIn(company: Company, free: readonly Named[]): number {
  const members = membersOf(free);
  if (company === 'rounds') return free.filter(({ name }) => members.has(name)).length * members.size;
  if (company !== 'led_rounds') return 0;
  return stretches(free).reduce((sum, { work }) => sum + work.length * namesOf(work).size, 0);
}

const namesOf = (work: readonly Named[]): ReadonlySet<string> => new Set(work.map(({ name }) => name));

type MessagesAmong = (free: readonly Named[], crowded: boolean) => readonly TeamMessage[];

const none: MessagesAmong = () => [];

const MESSAGES: Readonly<Record<Company, MessagesAmong>> = {
  alone: none,
  at_once: none,
  once_each: quotations,
  star: ledMessages,
  led_rounds: ledMessages,
  rounds: roundMessages,
};

/** Whom the lead lets work reports to it; before its last work between two of the lead's an agent speaks to the others. */
function ledMessages(free: readonly Named[], crowded: boolean): readonly TeamMessage[] {
  return stretches(free).flatMap(({ lead, work }) => {
    const byName = Map.groupBy(work, ({ name }) => name);
    const hearers = crowded ? [] : [...byName.keys()];
    return [...byName.values()].flatMap((own): readonly TeamMessage[] => {
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) return [];
      const kind = last.failed ? 'error' : 'report';
      return [
        { from: lead.name, to: [first.name], kind: 'delegate', atMs: first.startMs },
        ...own.slice(0, -1).map((said) => broadcast(said, hearers)),
        { from: last.name, to: [lead.name], kind, atMs: last.endMs, said: last },
      ];
    });
  });
}

function roundMessages(free: readonly Named[], crowded: boolean): readonly TeamMessage[] {
  const members = membersOf(free);
  return [...broadcasts(free, members, crowded), ...quotationsBeside(free, members)];
}

/** Of rounds: those that come again, or all. */
function membersOf(free: readonly Named[]): ReadonlySet<string> {
  const often = [...Map.groupBy(free, ({ name }) => name)].flatMap(([name, work]) => (work.length > 1 ? [name] : []));
  return often.length < 2 ? namesOf(free) : new Set(often);
}

/** Who is no member of the rounds, such as a judge at their end, hears what it is asked: the last words of others. */
function quotationsBeside(free: readonly Named[], members: ReadonlySet<string>): readonly TeamMessage[] {
  const last = [...new Map(free.map((one) => [one.name, one])).values()];
  return quotations(last).flatMap((message) => {
    const to = message.to.filter((name) => !members.has(name) || !members.has(message.from ?? ''));
    return to.length === 0 ? [] : [{ ...message, to }];
  });
}

function broadcasts(free: readonly Named[], members: ReadonlySet<string>, crowded: boolean): readonly TeamMessage[] {
  const hearers = crowded ? [] : [...members];
  return free
    .filter((activation) => members.has(activation.name) && !activation.failed)
    .map((said) => broadcast(said, hearers));
}

const broadcast = (said: Named, members: readonly string[]): TeamMessage => ({
  from: said.name,
  to: members.filter((name) => name !== said.name),
  kind: 'peer',
  atMs: said.endMs,
  said,
});

/** So many agents at most are compared with each other. */
const COMPARED = 50;

function quotations(free: readonly Named[]): readonly TeamMessage[] {
  const compared = free.slice(0, COMPARED);
  return compared.flatMap((said) => {
    const words = lastWords(said);
    if (words === undefined) return [];
    const to = compared
      .filter(
        (reader) => reader.name !== said.name && reader.startMs + TOLERANCE_MS >= said.endMs && isAsked(reader, words),
      )
      .map(({ name }) => name);
    return to.length === 0 ? [] : [{ from: said.name, to, kind: 'peer' as const, atMs: said.endMs, said }];
  });
}

/** Shorter words may be in both by chance. */
const SHORTEST = 20;
const LONGEST = 120;

/** A piece of what it said last, maybe through a tool for answers, that reads the same in every encoding. */
function lastWords({ calls }: Activation): string | undefined {
  const span = calls.at(-1)?.span;
  const { text, calls: asked } = span === undefined ? SILENCE : answerIn(span);
  const said = text === '' ? (asked.at(-1)?.arguments ?? '') : text;
  const pieces = said.split(/[^\x20-\x21\x23-\x26\x28-\x5b\x5d-\x7e]+/);
  const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a), '').trim();
  return longest.length < SHORTEST ? undefined : longest.slice(0, LONGEST);
}

function isAsked({ calls }: Activation, words: string): boolean {
  const span = calls[0]?.span;
  if (span === undefined) return false;
  const texts = [span.attributes, ...span.events.map(({ attributes }) => attributes)].flatMap((held) => [
    ...held.values(),
  ]);
  return texts.some((text) => (typeof text === 'string' ? text : JSON.stringify(text)).includes(words));
}
