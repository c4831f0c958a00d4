import type { EventData } from '#events';
import { oneLine } from '../rendering/fit.js';
import { isRevising } from './floor-words.js';
import { happening, painted, speech } from './lines.js';
import type { Spoken } from './spoken.js';
import type { Tale, Tales } from './tale.js';

const sent: Tale<'MessageSent'> = ({ data }, told, telling) => {
  const { from, kind, part, accepted } = data;
  const to = data.to.join(', ');
  if (kind === 'error')
    return painted('yellow', happening(`${from} has failed, which ${to} is told`, telling), telling);
  const words = told.spoken.textOf(part);
  if (accepted !== undefined) {
    return speech(`${from} -> ${to} (${kind}, ${accepted ? 'accepted' : 'objection'})`, withoutVerdict(words), telling);
  }
  const revised = isRevising(told.purposes.get(part.turnId)) ? ', revised' : '';
  return speech(`${from} -> ${to} (${kind}${revised})`, words, telling);
};

/** The heading has it already. */
const withoutVerdict = (words: string): string => words.replace(/^(?:accept|object)(?:\s+|$)/, '');

const tallied: Tale<'VoteTallied'> = ({ data }, { spoken }, telling) => {
  const { round, ballots, winner, tie } = data;
  const sides = sidesOf(data);
  const count = ballots.filter(({ key }) => key === winner).length;
  const nameOf = (key: string) => answerOf(sides.get(key)?.[0], key, spoken);
  const why = tie ? ', as the first of a tie' : '';
  const heading = happening(
    `vote of round ${round}: ${nameOf(winner)} wins with ${count} of ${ballots.length}${why}`,
    telling,
  );
  if (telling.brief) return heading;
  const lines = [...sides].flatMap(([key, side]) =>
    happening(`  ${nameOf(key)}: ${side.map(({ agentId }) => agentId).join(', ')}`, telling),
  );
  return [...heading, ...lines];
};

type Ballot = EventData<'VoteTallied'>['ballots'][number];

/** The ballots by what they are for, in the order in which that came up. */
const sidesOf = ({ ballots }: EventData<'VoteTallied'>): ReadonlyMap<string, readonly Ballot[]> =>
  Map.groupBy(ballots, ({ key }) => key);

const SHA_256 = /^[0-9a-f]{64}$/;
const ANSWER_SHOWN = 60;

/** The key of a long answer is a hash: its beginning is told instead. */
const answerOf = (ballot: Ballot | undefined, key: string, spoken: Spoken): string =>
  ballot !== undefined && SHA_256.test(key) ? oneLine(spoken.answerIn(ballot.part), ANSWER_SHOWN) : key;

export const TALK_TALES: Tales<'MessageSent' | 'VoteTallied'> = { MessageSent: sent, VoteTallied: tallied };
