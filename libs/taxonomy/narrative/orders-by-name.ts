import type { Entry, Speech } from './narrative.js';

const LEAST_ORDERS = 2;
/** Of the leader's calls by name, somebody else may make so many. */
const STRAY = 0.2;

/**
 * Orders of a conversation that does not tell who is spoken to: one agent, and hardly another, calls several times on
 * others by name, as in `Writer, put it into a sentence`. What it says so is an order to them. Where others call on each
 * other as well, people talk and nobody leads.
 */
export function withOrdersByName(entries: readonly Entry[]): readonly Entry[] {
  const speeches = entries.filter((entry) => entry.kind === 'speech');
  if (speeches.some(({ to }) => to.length > 0)) return entries;
  const calls = callsByName(speeches);
  const leader = leaderAmong([...calls.keys()]);
  return entries.map((entry) => {
    const to = entry.kind === 'speech' && entry.speaker === leader ? calls.get(entry) : undefined;
    return to === undefined ? entry : { ...entry, to, isOrder: true };
  });
}

function leaderAmong(calling: readonly Speech[]): string | undefined {
  const givers = [...Map.groupBy(calling, ({ speaker }) => speaker)].sort(([, a], [, b]) => b.length - a.length);
  const [own = 0, others = 0] = givers.map(([, calls]) => calls.length);
  return own >= LEAST_ORDERS && others <= STRAY * own ? givers[0]?.[0] : undefined;
}

/** The speeches that call on others, and on whom; code is told to nobody. */
function callsByName(speeches: readonly Speech[]): ReadonlyMap<Speech, readonly string[]> {
  const agents = [...new Set(speeches.map(({ speaker }) => speaker))].map((agent) => ({ agent, call: callOf(agent) }));
  return new Map(
    speeches.flatMap((speech) => {
      const called = agents.filter(({ agent, call }) => agent !== speech.speaker && call.test(speech.text));
      return called.length === 0 || speech.bringsCode ? [] : [[speech, called.map(({ agent }) => agent)] as const];
    }),
  );
}

/** `Name,` at the beginning of a sentence, or `@Name`. */
function callOf(agent: string): RegExp {
  const name = agent.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&');
  return new RegExp(`(?:^|[.!?]["')*]*\\s+|\\n\\s*)\\**${name}\\**,|@${name}(?!\\w)`);
}
