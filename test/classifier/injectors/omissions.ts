import { inserted, isTool, withText, type Injector } from './injector.js';
import { statesIn } from './contradictions.js';
import { callsOf, textOf, type Transcript } from '../message.js';
import { ordersIn } from './teamwork.js';

/** A call pays with another means than the one it paid with. */
export const swappedChoice: Injector = {
  name: 'swapped-choice',
  mode: 'context_omission',
  plant: (transcript, pick) => {
    const means = meansIn(transcript);
    const sites = transcript.history.flatMap((message, at) => {
      const text = String(message.content);
      const used =
        callsOf(message).length > 0
          ? means.find(
              (one) =>
                text.includes(`payment_method_id\\":\\"${one}`) || text.includes(`payment_method_id\\": \\"${one}`),
            )
          : undefined;
      return used === undefined ? [] : [{ at, text, used }];
    });
    const site = pick(sites);
    const other = site && pick(means.filter((one) => one !== site.used));
    if (site === undefined || other === undefined) return undefined;
    return withText(transcript, site.at, site.text.split(site.used).join(other));
  },
};

const meansIn = ({ history }: Transcript): readonly string[] => [
  ...new Set(
    history
      .filter(isTool)
      .flatMap((message) => textOf(message).match(/\b(?:credit_card|paypal|gift_card)_\d+(?=":)/g) ?? []),
  ),
];

/** An agent calls a tool on a thing whose state, which it has read, forbids it. */
export const forbiddenCall: Injector = {
  name: 'forbidden-call',
  mode: 'context_omission',
  plant: (transcript, pick) => {
    const seen = statesIn(transcript);
    const delivered = pick(
      seen.filter(
        ({ id, state }) => state === 'delivered' && seen.every((one) => one.id !== id || one.state === state),
      ),
    );
    const at = transcript.history.findLastIndex(({ role }) => role === 'user');
    if (delivered === undefined || at < delivered.at) return undefined;
    const call = { function: { name: 'cancel_pending_order', arguments: JSON.stringify({ order_id: delivered.id }) } };
    const planted = inserted(transcript, at + 1, [
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', name: 'cancel_pending_order', content: 'Error: non-pending order cannot be cancelled' },
    ]);
    return planted;
  },
};

const LIMIT = /(?: in \d{4}| as restated in notice \d+|, in (?:thousands|millions) of \w+| before \d{4}| after \d{4})/g;

/** An order loses a condition of the task, wherever it stands in it. */
export const droppedLimit: Injector = {
  name: 'dropped-limit',
  mode: 'context_omission',
  plant: (transcript, pick) => {
    const [task] = transcript.history;
    const sites = ordersIn(transcript).flatMap(({ at, text }) =>
      [...new Set(text.match(LIMIT))]
        .filter((limit) => task !== undefined && /\d/.test(limit) && textOf(task).includes(limit.trim()))
        .map((limit) => ({ at, text, limit })),
    );
    const site = pick(sites);
    return site && withText(transcript, site.at, site.text.split(site.limit).join(''));
  },
};

/** A report says that a fact was not found that the agent has been shown. */
export const forgotten: Injector = {
  name: 'forgotten',
  mode: 'context_omission',
  plant: (transcript, pick) => {
    const sites = transcript.history.flatMap((message, at) => {
      const text = textOf(message);
      const tags = message.role.includes('(-> ') ? [...text.matchAll(/^- \[(\w+)\] = .*$/gm)] : [];
      return tags.map(([line, tag = '']) => ({ at, text, line, tag }));
    });
    const site = pick(sites);
    return (
      site && withText(transcript, site.at, `${site.text.replace(site.line, '').trim()}\nNot found: [${site.tag}]`)
    );
  },
};
