import { answerIn } from '../reading/answer.js';
import type { Activation } from './activations.js';
import type { Given, Team } from './handoffs.js';
import type { TeamMessage } from './team-message.js';

/** How agents that nobody called went about. */
export type Company = 'alone' | 'at_once' | 'once_each' | 'star' | 'rounds';

export interface Peers {
  readonly company: Company;
  readonly messages: readonly TeamMessage[];
}

/**
 * What agents said to each other that stand side by side. Those that worked at once heard nothing of each other. One that has the floor between all others leads them. Where
 * agents come again in rounds, each is told to all others, read or not. Where each worked once, only words of one that
 * come up in what another was asked show a message.
 */
export function peersOf(team: Team, handoffs: readonly Given[]): Peers {
  const passing = new Set(handoffs.flatMap(({ taker, from }) => [from.name, taker?.name]));
  const free = team.schedule
    .of(undefined)
    .filter((activation) => !team.callers.has(activation) && !passing.has(activation.name))
    .filter(isNamed);
  const company = companyOf(free);
  return { company, messages: messagesIn(free, company) };
}

type Named = Activation & { readonly name: string };

const isNamed = (activation: Activation): activation is Named => activation.name !== undefined;

function companyOf(free: readonly Named[]): Company {
  const turns = free.filter((one, index) => one.name !== free[index - 1]?.name).map(({ name }) => name);
  const names = new Set(turns);
  if (names.size < 2) return 'alone';
  if (turns.length === names.size) {
    const [lastStart, firstEnd] = [
      free.at(-1)?.startMs ?? 0,
      free.reduce((end, { endMs }) => Math.min(end, endMs), Infinity),
    ];
    return lastStart < firstEnd ? 'at_once' : 'once_each';
  }
  const leads = turns.every((name, index) => (index % 2 === 0) === (name === turns[0]));
  return leads && names.size > 2 ? 'star' : 'rounds';
}

function messagesIn(free: readonly Named[], company: Company): readonly TeamMessage[] {
  if (company === 'alone' || company === 'at_once') return [];
  if (company === 'star') return starMessages(free);
  if (company === 'once_each') return quotations(free);
  const often = [...Map.groupBy(free, ({ name }) => name)].flatMap(([name, work]) => (work.length > 1 ? [name] : []));
  if (often.length < 2)
    return broadcasts(
      free,
      free.map(({ name }) => name),
    );
  return [...broadcasts(free, often), ...quotationsBeside(free, new Set(often))];
}

/** Who is no member of the rounds, such as a judge at their end, hears what it is asked: the last words of others. */
function quotationsBeside(free: readonly Named[], members: ReadonlySet<string>): readonly TeamMessage[] {
  const last = [...new Map(free.map((one) => [one.name, one])).values()];
  return quotations(last).flatMap((message) => {
    const to = message.to.filter((name) => !members.has(name) || !members.has(message.from ?? ''));
    return to.length === 0 ? [] : [{ ...message, to }];
  });
}

function starMessages([lead, ...others]: readonly Named[]): readonly TeamMessage[] {
  if (lead === undefined) return [];
  return others
    .filter(({ name }) => name !== lead.name)
    .flatMap((worker) => [
      { from: lead.name, to: [worker.name], kind: 'delegate', atMs: worker.startMs },
      {
        from: worker.name,
        to: [lead.name],
        kind: worker.failed ? 'error' : 'report',
        atMs: worker.endMs,
        said: worker,
      },
    ]);
}

function broadcasts(free: readonly Named[], members: readonly string[]): readonly TeamMessage[] {
  const names = new Set(members);
  return free
    .filter((activation) => names.has(activation.name) && !activation.failed)
    .map((said) => ({
      from: said.name,
      to: [...names].filter((name) => name !== said.name),
      kind: 'peer' as const,
      atMs: said.endMs,
      said,
    }));
}

/** So many agents at most are compared with each other. */
const COMPARED = 50;

function quotations(free: readonly Named[]): readonly TeamMessage[] {
  const compared = free.slice(0, COMPARED);
  return compared.flatMap((said) => {
    const words = lastWords(said);
    if (words === undefined) return [];
    const to = compared
      .filter((reader) => reader.name !== said.name && reader.startMs >= said.endMs && isAsked(reader, words))
      .map(({ name }) => name);
    return to.length === 0 ? [] : [{ from: said.name, to, kind: 'peer' as const, atMs: said.endMs, said }];
  });
}

/** Shorter words may be in both by chance. */
const SHORTEST = 20;
const LONGEST = 120;

/** A piece of what it said last that reads the same in every encoding. */
function lastWords({ calls }: Activation): string | undefined {
  const span = calls.at(-1)?.span;
  const pieces = span === undefined ? [] : answerIn(span).text.split(/[^\x20-\x21\x23-\x26\x28-\x5b\x5d-\x7e]+/);
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
