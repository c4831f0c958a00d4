import { inserted, saidIn, withMore, withText, type Injector, type Said } from './injector.js';
import { statesIn } from './contradictions.js';
import { speakerOf, textOf, type Transcript } from '../message.js';

export interface Ordered extends Said {
  readonly to: string;
}

/** Orders of a team's leader to one worker. */
export const ordersIn = ({ history }: Transcript): readonly Ordered[] => {
  const leader = history.map(speakerOf).find(({ to }) => to.length === 1)?.name;
  return history.flatMap((message, at) => {
    const { name, to } = speakerOf(message);
    const [receiver, ...others] = to;
    const isOrder = name === leader && receiver !== undefined && others.length === 0;
    return isOrder ? [{ at, speaker: name, text: textOf(message), to: receiver }] : [];
  });
};

const workersIn = (transcript: Transcript): readonly string[] => [...new Set(ordersIn(transcript).map(({ to }) => to))];

/** The same order is given to another worker of the run as well. */
export const duplicatedOrder: Injector = {
  name: 'duplicated-order',
  mode: 'coordination_failure',
  plant: (transcript, pick) => {
    const order = pick(ordersIn(transcript));
    const other = order && pick(workersIn(transcript).filter((worker) => worker !== order.to));
    if (order === undefined || other === undefined) return undefined;
    return inserted(transcript, order.at + 1, [{ role: `${order.speaker} (-> ${other})`, content: order.text }]);
  },
};

const WORKERS = ['worker-1', 'worker-2', 'worker-3'];

/** An idle worker answers an order in the place of the one that it was put to, which speaks at other times. */
export const answeredForAnother: Injector = {
  name: 'answered-for-another',
  mode: 'coordination_failure',
  plant: (transcript, pick) => {
    const idle = WORKERS.find((worker) => !workersIn(transcript).includes(worker));
    const spans = spansIn(transcript).filter((span) => isHeardOutside(transcript, span));
    const span = pick(spans);
    if (idle === undefined || span === undefined) return undefined;
    const isOwn = (at: number): boolean => isWithin(transcript, span, at);
    const history = transcript.history.map((message, at) => {
      if (!isOwn(at)) return message;
      const { name, role } = message;
      return name === span.to ? { ...message, name: idle } : { ...message, role: role.replace(span.to, idle) };
    });
    return { history, step: transcript.history.findIndex((_, at) => isOwn(at)) };
  },
};

/** From an order to the next, with whose work lies between. */
interface Span {
  readonly from: number;
  readonly next: number;
  readonly to: string;
}

const spansIn = (transcript: Transcript): readonly Span[] =>
  ordersIn(transcript).map(({ at, to }, position, orders) => ({
    from: at,
    next: orders[position + 1]?.at ?? Infinity,
    to,
  }));

const isWithin = ({ history }: Transcript, { from, next, to }: Span, at: number): boolean =>
  at > from && at < next && history[at] !== undefined && speakerOf(history[at]).name === to;

const isHeardOutside = (transcript: Transcript, span: Span): boolean => {
  const own = transcript.history.flatMap((message, at) => (speakerOf(message).name === span.to ? [at] : []));
  const within = own.filter((at) => isWithin(transcript, span, at));
  return within.length > 0 && within.length < own.length;
};

/** A report gives the fact of another tag than was asked for. */
export const otherFact: Injector = {
  name: 'other-fact',
  mode: 'coordination_failure',
  plant: (transcript, pick) => {
    const orders = ordersIn(transcript);
    const sites = transcript.history.flatMap((message, at) => {
      const order = orders.findLast((one) => one.at < at && one.to === speakerOf(message).name);
      const line = order && speakerOf(message).to.length === 1 ? /^- \[(\w+)\] = .*$/m.exec(textOf(message)) : null;
      return line?.[1] === undefined || order === undefined ? [] : [{ at, text: textOf(message), tag: line[1], order }];
    });
    const site = pick(sites);
    if (site === undefined) return undefined;
    const shown = transcript.history
      .slice(0, site.at)
      .flatMap((message) => [...textOf(message).matchAll(/(\*\*[^*\n]+\*\*|[\d,.]+) \[(\w+)\]/g)]);
    const other = pick(shown.filter(([, , tag]) => tag !== undefined && !site.order.text.includes(`[${tag}]`)));
    if (other === undefined) return undefined;
    const value = other[1]!.startsWith('**') ? `"${other[1]!.replace(/\*\*/g, '')}"` : other[1]!;
    return withText(
      transcript,
      site.at,
      site.text.replace(new RegExp(`^- \\[${site.tag}\\] = .*$`, 'm'), `- [${other[2]}] = ${value}`),
    );
  },
};

/** An agent speaks of a thing as it was before an act changed it. */
export const staleState: Injector = {
  name: 'stale-state',
  mode: 'coordination_failure',
  plant: (transcript, pick) => {
    const seen = statesIn(transcript);
    const changes = seen.flatMap((now, position) => {
      const before = seen.slice(0, position).findLast(({ id }) => id === now.id);
      return before !== undefined && !now.state.includes(before.state) ? [{ now, before }] : [];
    });
    const change = pick(changes);
    const site = change && pick(saidIn(transcript).filter(({ at }) => at > change.now.at));
    return site && withMore(transcript, site, `Order ${change.now.id} is still ${change.before.state}.`);
  },
};
