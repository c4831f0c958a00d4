import type { Case } from '../detectors/detector.js';
import { contentWords, coverage, similarity } from '../language/words.js';
import type { Order } from '../ledgers/commitment-ledger.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import type { FirstMentions } from './first-mentions.js';
import { fruitOf } from './fruit.js';
import { judgementsIn } from './judgements.js';
import { flag, type Signs } from './sign.js';
import type { SpokenWords } from './spoken-words.js';

/** Signs of what came of an order, in teams whose leader sends others out. */
export function errandSigns(run: Case, wordsIn: SpokenWords, first: FirstMentions): (speech: Speech) => Signs {
  const { narrative, commitments } = run;
  const speeches = speechesOf(narrative);
  const fruit = fruitOf(narrative, first);
  const leaders = new Set(commitments.orders.map(({ from }) => from));
  const reports = speeches.filter(({ speaker, isOrder }) => leaders.size > 0 && !isOrder && !leaders.has(speaker));
  const rank = new Map(reports.map(({ at }, place) => [at, place]));
  const renewed = reports.filter((report) => isRenewed(report, commitments.orders, wordsIn)).map(({ at }) => at);
  const wasted = reports.filter(({ at }) => !fruit.has(at)).map(({ at }) => at);
  const fruitful = reports.filter(({ at }) => fruit.has(at)).map(({ at }) => at);
  const afterFruit = reports.find(({ at }) => at > (fruitful.at(-1) ?? -1))?.at;
  const replans = replansIn(run, leaders);
  const beforeReplan = reports.findLast(({ at }) => at < (replans[0] ?? -1))?.at;
  const turning = judgementsIn(speeches.filter(({ speaker }) => leaders.has(speaker)));
  return (speech) => {
    const { at, speaker } = speech;
    const place = rank.get(at);
    if (place === undefined) return { replans: flag(replans.includes(at)) };
    const order = commitments.latestTo(speaker, at)?.given;
    return {
      soonReport: 1 / (1 + place),
      fallsShort: order === undefined ? 0 : 1 - coverage(contentWords(order.text), wordsIn(speech)),
      renewed: flag(renewed.includes(at)),
      firstRenewed: flag(renewed[0] === at),
      fruitful: fruit.get(at) ?? 0,
      lastFruitful: flag(fruitful.at(-1) === at),
      firstWasted: flag(wasted[0] === at),
      afterFruit: flag(afterFruit === at),
      beforeReplan: flag(beforeReplan === at),
      turning: flag(turning(at)),
    };
  };
}

const SAME_ORDER = 0.5;

/** What comes next to the same agent asks for the same. */
function isRenewed({ at, speaker }: Speech, orders: readonly Order[], wordsIn: SpokenWords): boolean {
  const before = orders.findLast(({ given, to }) => given.at < at && to.includes(speaker))?.given;
  const next = orders.find(({ given }) => given.at > at)?.given;
  return before !== undefined && next !== undefined && similarity(wordsIn(before), wordsIn(next)) >= SAME_ORDER;
}

/** What a leader thinks aloud after orders were given, notes in data left out. */
function replansIn({ narrative, commitments }: Case, leaders: ReadonlySet<string>): readonly number[] {
  const [firstOrder] = commitments.orders;
  const speeches = speechesOf(narrative);
  const last = speeches.at(-1)?.at;
  return speeches
    .filter(({ at, speaker, isOrder, text }) => leaders.has(speaker) && !isOrder && !text.includes('{') && at !== last)
    .map(({ at }) => at)
    .filter((at) => at > (firstOrder?.given.at ?? Infinity));
}
