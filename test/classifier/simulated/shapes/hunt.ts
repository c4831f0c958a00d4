import type { Act, Way } from '../slips.js';
import type { Stage } from '../stage.js';
import { answerOfQuest, questOf, type Clue } from '../quest.js';
import { lookUp } from '../talk/errand.js';
import { codeFor } from '../talk/hunt-code.js';
import { checkOrder, combineOrder, findOrder, huntAnswer, huntPlan, newPlan } from '../talk/hunt-words.js';
import { besides, passageOn } from '../talk/screens.js';
import { huntOf, type Hunt } from '../hunt-team.js';

/** A leader that has one fact after the other looked up, each of which leads to the next, and answers; the log may be long and go in circles. */
export function hunt(stage: Stage): void {
  const run = huntOf(stage, questOf(stage.dice));
  stage.asks(run.quest.question);
  plan(run);
  for (const clue of run.quest.clues) if (!run.isLost) pursue(run, clue);
  if (run.isLost) giveUp(run);
  else finish(run);
}

function plan(run: Hunt): void {
  const { stage, team, quest } = run;
  const way = run.errs(team.leader, 'plan', quest.question);
  const cut = (text: string): string => (way === 'drops' ? text.replace(quest.limit, '') : text);
  const clues = quest.clues.map(({ asked }) => cut(asked));
  const points = way === 'astray' ? clues.slice(0, -1) : clues;
  const members = [team.surfer, team.reader, team.coder, team.runner];
  stage.says(team.leader, huntPlan(cut(quest.question), points, members, stage.dice), 'thought');
}

function pursue(run: Hunt, clue: Clue): void {
  const { dice } = run.stage;
  const means = dice.one([lookUp, lookUp, lookUp, lookUp, lookUp, fromFile, fromMemory]);
  means(run, clue);
  if (!run.isLost && dice.chance(0.25)) confirm(run, clue);
}

/** A worker that opens a file and tells what stands in it. */
function fromFile(run: Hunt, clue: Clue): void {
  const { stage, team } = run;
  const wanted = clue.wanted(run.subject);
  run.order(team.reader, findOrder(wanted, stage.dice));
  if (run.isLost) return;
  run.errs(team.reader, 'read');
  const text = `${besides(stage.dice)}\n${passageOn(wanted, run.valueOf(clue), stage.dice)}\n${besides(stage.dice)}`;
  stage.says(
    team.reader,
    `${stage.dice.one(['The file says:', 'Path: /data/notes.txt', 'I have opened it.'])}\n${text}`,
  );
  run.learn(clue);
}

/** A worker that is asked for what it knows. */
function fromMemory(run: Hunt, clue: Clue): void {
  const { stage, team } = run;
  const wanted = clue.wanted(run.subject);
  run.order(team.coder, findOrder(wanted, stage.dice));
  if (run.isLost) return;
  run.errs(team.coder, 'recall');
  const value = run.valueOf(clue);
  stage.says(
    team.coder,
    stage.dice.one([
      `${wanted.replace(/^the/, 'The')} is ${value}.`,
      `Based on what I know, ${wanted} is ${value}. It was named in several books.`,
      `As far as is known, it is ${value}.`,
    ]),
  );
  run.learn(clue);
}

/** The leader wants it confirmed; whoever confirms sees the same. */
function confirm(run: Hunt, clue: Clue): void {
  const { stage, team } = run;
  const value = run.valueOf(clue);
  run.order(team.surfer, checkOrder(clue.wanted(run.subject), value, stage.dice));
  if (run.isLost) return;
  stage.says(team.surfer, run.screen(`I searched for '${value}'.`, value, besides(stage.dice)));
}

function finish(run: Hunt): void {
  const { stage, team, quest } = run;
  if (quest.combines !== undefined && stage.dice.chance(0.7)) {
    run.order(team.coder, combineOrder(run.values.slice(-2), quest.combines, stage.dice));
    if (!run.isLost && script(run, 'compute') === 'miscalculates') run.off = 1;
  }
  if (run.isLost) giveUp(run);
  else end(run);
}

/** The code, and its output, perhaps after an error. */
function script({ stage, team, quest, values, errs, keepsLedger }: Hunt, act: Act): Way | undefined {
  const way = errs(team.coder, act);
  const run = (output: string): void => {
    if (keepsLedger) stage.says(team.leader, 'Please run the code above.', `-> ${team.runner}`);
    stage.says(team.runner, output);
  };
  if (stage.dice.chance(0.2)) {
    stage.says(team.coder, `\`\`\`python\nprint(total(${values.join(', ')}))\n\`\`\``);
    run(stage.runner.failed("NameError: name 'total' is not defined"));
  }
  stage.says(team.coder, codeFor(quest, values, way));
  run(stage.runner.done(answerOfQuest(quest, values, way === 'miscalculates' ? 1 : 0)));
  return way;
}

function end(run: Hunt): void {
  const { stage, team, quest } = run;
  if (run.keepsLedger) run.note('', '', true);
  const answer = answerOfQuest(quest, run.values, run.off);
  const way = run.errs(team.leader, 'answer');
  const told = way === undefined ? answer : run.otherAnswer();
  stage.says(team.leader, huntAnswer(told, stage.dice), stage.dice.one([undefined, 'final answer', '-> human']));
}

/** The team found nothing more: it tries again and again, plans anew, and guesses. */
function giveUp(run: Hunt): void {
  const { stage, team, quest } = run;
  const { dice } = stage;
  if (dice.chance(0.5)) stage.says(team.leader, newPlan(quest.clues.at(-1)?.asked ?? '', dice), 'thought');
  if (run.keepsLedger) run.note('', '', false);
  if (dice.chance(0.3)) stage.says(team.leader, dice.one(['Maximum of rounds reached.', 'The time is up.']), 'ending');
  stage.says(
    team.leader,
    dice.one([
      huntAnswer(run.otherAnswer(), dice),
      huntAnswer(run.otherAnswer(), dice),
      'We could not find the information that was asked for.',
      'FINAL ANSWER: unknown',
    ]),
  );
}
