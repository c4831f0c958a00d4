import type { AgentId } from '#events';
import { replaced, revisedClaims, type Claim } from './claim.js';
import { EXCHANGE_TURNS, FINDING_CHARS, PEER_ROUNDS } from './mechanisms.js';
import { valueOf } from './parameters.js';
import { floor, tell, type Protocol, type Say, type Table } from './protocol.js';

/**
 * The findings of a round after their authors have read how each other's begin, and have revised their own or left them
 * as they are. Another time they only read what has changed since; where nothing has, there is no other time.
 */
export function* exchanged(table: Table, claims: readonly Claim[], round: number): Protocol<readonly Claim[]> {
  const times = valueOf(table.parameters, PEER_ROUNDS);
  const turns = valueOf(table.parameters, EXCHANGE_TURNS);
  let latest = claims;
  let news = claims;
  for (let time = 0; time < times; time++) {
    const says = newsFor(authorsIn(table, claims), news, { round, maxChars: valueOf(table.parameters, FINDING_CHARS) });
    yield* tell(says);
    const readers = says.flatMap(({ to }) => to);
    const held = yield* floor(table, readers, { round, purpose: 'exchange', turns });
    const current = latest;
    news = held.flatMap((activation) => revisedClaims(current, activation, 'revise'));
    latest = replaced(latest, news);
  }
  return latest;
}

/** Whoever has found something and is still there. */
const authorsIn = ({ lost }: Table, claims: readonly Claim[]): readonly AgentId[] =>
  claims.map(({ author }) => author).filter((author) => !lost.has(author));

interface Cut {
  readonly round: number;
  readonly maxChars: number;
}

const newsFor = (readers: readonly AgentId[], news: readonly Claim[], { round, maxChars }: Cut): readonly Say[] =>
  news.flatMap(({ author, parts }) => {
    const to = readers.filter((reader) => reader !== author);
    return to.length === 0
      ? []
      : parts.map((part): Say => ({
          move: 'say',
          from: author,
          to,
          kind: 'finding',
          round,
          part: { ...part, maxChars },
        }));
  });
