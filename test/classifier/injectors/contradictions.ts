import { isTool, saidIn, withMore, type Injector } from './injector.js';
import { textOf, type Transcript } from '../message.js';

interface SeenState {
  readonly at: number;
  readonly id: string;
  readonly state: string;
}

const STATES = ['pending', 'processed', 'delivered', 'cancelled'];

/** Orders and their status, each time that a tool shows them. */
export const statesIn = ({ history }: Transcript): readonly SeenState[] =>
  history.flatMap((message, at) => {
    const text = isTool(message) ? textOf(message) : '';
    const [, id] = /"order_id": "([^"]+)"/.exec(text) ?? [];
    const [, state] = /"status": "([^"]+)"/.exec(text) ?? [];
    return id !== undefined && state !== undefined ? [{ at, id, state }] : [];
  });

/** A thing is said to be in a state that it never had. */
export const flippedState: Injector = {
  name: 'flipped-state',
  mode: 'logical_contradiction',
  plant: (transcript, pick) => {
    const seen = pick(statesIn(transcript).filter(({ at }) => at < transcript.history.length - 2));
    if (seen === undefined) return undefined;
    const had = statesIn(transcript).filter(({ id }) => id === seen.id);
    const other = pick(STATES.filter((state) => had.every((one) => !one.state.includes(state))));
    const site = pick(saidIn(transcript).filter(({ at }) => at > seen.at));
    if (site === undefined || other === undefined) return undefined;
    return withMore(transcript, site, `Order ${seen.id} is currently ${other}.`);
  },
};

/** Something that a record shows is said not to be there. */
export const deniedField: Injector = {
  name: 'denied-field',
  mode: 'logical_contradiction',
  plant: (transcript, pick) => {
    const seen = pick(
      statesIn(transcript).filter(({ at }) => textOf(transcript.history[at]!).includes('"tracking_id": ["')),
    );
    const site = seen && pick(saidIn(transcript).filter(({ at }) => at > seen.at));
    return site && withMore(transcript, site, `Please note that order ${seen.id} does not have a tracking number.`);
  },
};

const CLAIM = /^(?:The|This|Your|Order|Both) [^?:\n]{12,120} (?:is|are|has been|have been|was) [^?:\n]{3,80}\.$/;

/** An agent negates what it has stated before, with nothing in between. */
export const negatedClaim: Injector = {
  name: 'negated-claim',
  mode: 'logical_contradiction',
  plant: (transcript, pick) => {
    const said = saidIn(transcript);
    const claims = said.flatMap((site) =>
      site.text
        .split(/\n|(?<=\.) /)
        .filter((sentence) => CLAIM.test(sentence) && !/\b(?:not|if|can|will|would|may)\b/.test(sentence))
        .map((sentence) => ({ site, sentence })),
    );
    const claim = pick(claims);
    const later = claim && pick(said.filter(({ at, speaker }) => at > claim.site.at && speaker === claim.site.speaker));
    return later && withMore(transcript, later, claim.sentence.replace(/ (is|are|has|have|was) /, ' $1 not '));
  },
};

const CITED = /\[([A-Z]\d+)\] = (-?[\d,]+\.?\d*|"[^"]+")/g;

/** An agent gives another value for what it has quoted rightly before. */
export const requoted: Injector = {
  name: 'requoted',
  mode: 'logical_contradiction',
  plant: (transcript, pick) => {
    const said = saidIn(transcript);
    const quotes = said.flatMap(({ at, speaker, text }) =>
      [...text.matchAll(CITED)].map(([, tag = '', value = '']) => ({ at, speaker, tag, value })),
    );
    const quote = pick(quotes);
    const later = quote && pick(said.filter(({ at, speaker }) => at > quote.at && speaker === quote.speaker));
    const other =
      quote &&
      pick(
        quotes.filter(({ value }) => value !== quote.value && value.startsWith('"') === quote.value.startsWith('"')),
      );
    return later && other && withMore(transcript, later, `To be exact, [${quote.tag}] = ${other.value}.`);
  },
};
