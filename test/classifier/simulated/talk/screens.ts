import type { Dice } from '../dice.js';
import { nameOf } from '../world.js';

/** How a worker that drives a browser tells what it did and what it sees; one team has one way. */
export type Screen = (done: string, title: string, text: string) => string;

export function screenStyle(dice: Dice): Screen {
  const share = (): number => dice.between(4, 80);
  return dice.one<Screen>([
    (done, title, text) =>
      `${done}\n\nHere is a screenshot of [${title}](https://www.${title.toLowerCase().replace(/\W+/g, '-')}.example/). The viewport shows ${share()}% of the webpage, and is positioned at the top of the page.\nThe following metadata was extracted from the webpage:\n{ "title": "${title}", "site": "${nameOf(dice)} online" }\nThe following text is visible in the viewport:\n\n${text}`,
    (done, title, text) => `${done}\nTitle: ${title}\nShown: ${share()}%\n---\n${text}`,
    (done, title, text) => `${done} The page is called "${title}".\n\n${text}`,
    (_done, title, text) => `[${title}]\n${text}`,
  ]);
}

const SENTENCES = [
  (dice: Dice) => `${nameOf(dice)} was first mentioned in ${dice.between(1400, 1990)}.`,
  (dice: Dice) => `Opening hours ${dice.between(8, 11)} to ${dice.between(15, 20)}, closed on Mondays.`,
  (dice: Dice) => `See also: ${nameOf(dice)}, ${nameOf(dice)}, ${nameOf(dice)}.`,
  (dice: Dice) =>
    `In ${dice.between(1850, 2020)} ${nameOf(dice)} ${nameOf(dice)} gave ${dice.between(2, 900)} pieces to the collection.`,
  (dice: Dice) => `The road from ${nameOf(dice)} to ${nameOf(dice)} is ${dice.between(3, 90)} km long.`,
  () => 'Sign in. Subscribe to our newsletter. Accept all cookies.',
  () => 'It is known for its wide view and a small harbour.',
  (dice: Dice) =>
    `${nameOf(dice)} ${nameOf(dice)} wrote that nothing was left of it after the fire of ${dice.between(1700, 1950)}.`,
  (dice: Dice) => `Population ${dice.between(400, 90_000)}. Post code ${dice.between(10_000, 99_999)}.`,
  () => 'References. External links. Categories. Edit this page.',
];

/** What else stands on a page: mostly little, at times some kB. */
export function besides(dice: Dice): string {
  const length = dice.one([1, 2, 3, 4, 6, 8, 12, 30]);
  return Array.from({ length }, () => dice.one(SENTENCES)(dice)).join(dice.one([' ', '\n']));
}

/** Hits of a search for something. */
export function hitsFor(subject: string, dice: Dice): string {
  const hits = [
    `${subject} - ${dice.one(['Wikipedia', 'encyclopedia', 'local history'])}`,
    `${nameOf(dice)} and ${subject}: a visit`,
    `${nameOf(dice)} travel guide`,
    `All about ${nameOf(dice)}`,
    `${subject} (${dice.between(1900, 2020)}) - catalogue`,
  ];
  return `${dice.between(2, 990)} results\n${dice.shuffled(hits).slice(0, dice.between(2, 5)).join('\n')}`;
}

/** A page on which nothing comes of it. */
export const deadEnd = (dice: Dice): readonly [title: string, text: string] =>
  dice.one([
    ['Error', 'This page cannot be reached. 404.'] as const,
    ['Sign in', 'Members only. Please enter your password. Forgot password?'] as const,
    ['Just a moment', 'Checking that you are not a robot.'] as const,
    [`${nameOf(dice)} - overview`, besides(dice)] as const,
    [`${nameOf(dice)} tourism`, besides(dice)] as const,
    ['No results', 'Your search did not match any document.'] as const,
  ]);

/** A passage that has a value, said as pages do. */
export const passageOn = (wanted: string, value: string, dice: Dice): string =>
  dice.one([
    `${wanted.replace(/^the/, 'The')}: ${value}.`,
    `It is often asked about ${wanted}; that is ${value}.`,
    `${value} (${wanted.replace(/^the /, '')})`,
    `Among other things, ${value} is given as ${wanted}.`,
  ]);
