import type { Hunt } from '../hunt-team.js';
import type { Clue } from '../quest.js';
import { findOrder, furtherOrder, newPlan, openOrder } from './hunt-words.js';
import { besides, deadEnd, hitsFor, passageOn } from './screens.js';

const LONGEST = 120;

/** A worker with a browser is sent for a clue: search, dead ends, the page, what is further down, what it makes of it. */
export function lookUp(hunt: Hunt, clue: Clue): void {
  const known = hunt.values.length;
  const isOpen = (): boolean => !hunt.isLost && hunt.values.length === known;
  search(hunt, clue);
  for (let tries = hunt.stage.dice.one([0, 0, 0, 1, 2, 3, 6, 10]); tries > 0 && isOpen(); tries--)
    deadEndOf(hunt, clue);
  if (isOpen() && hunt.stage.dice.chance(0.15)) hint(hunt, clue);
  if (isOpen()) page(hunt, clue);
  if (hunt.isLost) wander(hunt, clue);
}

function search(hunt: Hunt, clue: Clue): void {
  const { stage, team } = hunt;
  const { dice } = stage;
  hunt.order(team.surfer, findOrder(clue.wanted(hunt.subject), dice));
  if (hunt.isLost) return;
  const way = hunt.errs(team.surfer, 'search', clue.wanted(hunt.subject));
  const words = way === undefined ? clue.wanted(hunt.subject) : dice.one([hunt.quest.subject, clue.wanted('').trim()]);
  stage.says(
    team.surfer,
    hunt.screen(`I typed '${words}' into the search bar.`, `${words} - Search`, hitsFor(words, dice)),
  );
}

function deadEndOf(hunt: Hunt, clue: Clue): void {
  const { stage, team } = hunt;
  const { dice } = stage;
  const wanted = clue.wanted(hunt.subject);
  hunt.order(
    team.surfer,
    dice.chance(0.5) ? openOrder(wanted, wanted, dice) : furtherOrder(wanted, dice),
    dice.chance(0.4),
  );
  if (hunt.isLost) return;
  hunt.errs(team.surfer, 'browse');
  const [title, text] = deadEnd(dice);
  stage.says(team.surfer, hunt.screen(`I clicked '${title}'.`, title, text));
  if (dice.chance(0.15)) replan(hunt, clue);
}

/** A new plan, which may put a guess in the place of what is not found. */
function replan(hunt: Hunt, clue: Clue): void {
  const { stage, team } = hunt;
  const wanted = clue.wanted(hunt.subject);
  const way = hunt.errs(team.leader, 'replan');
  const guess = way === undefined ? '' : ` As it cannot be found, we take it that ${wanted} is ${clue.mistaken}.`;
  stage.says(team.leader, `${newPlan(wanted, stage.dice)}${guess}`, 'thought');
  if (way !== undefined) hunt.learn(clue);
}

/** A worker that is not sure, and a leader that may take it for settled. */
function hint(hunt: Hunt, clue: Clue): void {
  const { stage, team } = hunt;
  const { dice } = stage;
  const wanted = clue.wanted(hunt.subject);
  hunt.order(team.surfer, furtherOrder(wanted, dice));
  if (hunt.isLost) return;
  const unsure = dice.one([
    'but it is not clear what that refers to',
    'though it may be of something else',
    'without saying more',
  ]);
  const text = `${besides(dice)}
The page has ${clue.mistaken} near ${wanted}, ${unsure}.`;
  stage.says(team.surfer, hunt.screen(`I clicked '${wanted}'.`, wanted, text));
  if (hunt.errs(team.leader, 'accept') === undefined) return;
  const taken = dice.one([
    `We have it: ${wanted} is ${clue.mistaken}.`,
    `${clue.mistaken} it is. On to the next point.`,
  ]);
  stage.says(team.leader, taken, 'thought');
  hunt.learn(clue);
}

/** The page that has it, or seems to; perhaps only further down. */
function page(hunt: Hunt, clue: Clue): void {
  const { stage, team } = hunt;
  const { dice } = stage;
  const title = hunt.subject.replace(/^the /, '');
  hunt.order(team.surfer, openOrder(title, clue.wanted(hunt.subject), dice));
  for (let further = dice.one([0, 0, 1, 2, 4]); further > 0 && !hunt.isLost; further--) {
    stage.says(team.surfer, hunt.screen(dice.one([`I clicked '${title}'.`, 'I scrolled down.']), title, besides(dice)));
    hunt.order(team.surfer, furtherOrder(clue.wanted(hunt.subject), dice), dice.chance(0.6));
  }
  if (!hunt.isLost) reading(hunt, clue, title);
}

function reading(hunt: Hunt, clue: Clue, title: string): void {
  const { stage, team } = hunt;
  const { dice } = stage;
  const wanted = clue.wanted(hunt.subject);
  const isWrongAlready = stage.slip !== undefined;
  const way = hunt.errs(team.surfer, 'open', wanted);
  if (way === 'overlooks') {
    const passage = `${besides(dice)}\n${passageOn(wanted, clue.found, dice)}`;
    stage.says(team.surfer, `${hunt.screen(`I clicked '${title}'.`, title, passage)}\n\nI do not see ${wanted} here.`);
    hunt.isLost = true;
    return;
  }
  if (hunt.isLost) {
    const elsewhere = `${dice.one(['a guide to', 'news of'])} ${title}`;
    stage.says(team.surfer, hunt.screen(`I clicked '${elsewhere}'.`, elsewhere, besides(dice)));
    return;
  }
  const shown = way === undefined || isWrongAlready || dice.chance(0.6) ? hunt.valueOf(clue) : clue.found;
  const passages = dice.shuffled([besides(dice), passageOn(wanted, shown, dice), besides(dice)]).join('\n');
  const summary = shown !== hunt.valueOf(clue) || dice.chance(0.4) ? `\n\nSo ${wanted} is ${hunt.valueOf(clue)}.` : '';
  stage.says(team.surfer, `${hunt.screen(`I clicked '${title}'.`, title, passages)}${summary}`);
  hunt.learn(clue);
}

/** After a wrong turn: the same again, other words, other places, and nothing comes of it. */
function wander(hunt: Hunt, clue: Clue): void {
  const { stage, team } = hunt;
  const { dice } = stage;
  const wanted = clue.wanted(hunt.subject);
  const repeated = findOrder(wanted, dice);
  for (let rounds = dice.one([1, 3, 6, 12, 25]); rounds > 0 && stage.history.length < LONGEST; rounds--) {
    hunt.order(team.surfer, dice.chance(0.4) ? repeated : furtherOrder(wanted, dice), dice.chance(0.3));
    const [title, text] = dice.chance(0.3) ? ([`${wanted} - Search`, hitsFor(wanted, dice)] as const) : deadEnd(dice);
    stage.says(
      team.surfer,
      hunt.screen(dice.one([`I clicked '${title}'.`, 'I scrolled down.', 'I searched again.']), title, text),
    );
    if (dice.chance(0.15)) stage.says(team.leader, newPlan(wanted, dice), 'thought');
  }
}
