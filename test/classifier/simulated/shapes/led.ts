import { answerFrom } from '../slips.js';
import type { Stage } from '../stage.js';
import { codeOf, crashOf, outputOf } from '../talk/code.js';
import { pageOf } from '../talk/data.js';
import { answerText, codeOrderOf, emptyPage, orderOf, planOf } from '../talk/words.js';
import { teamNames } from '../team-names.js';

const LONGEST = 125;

/** A leader that plans aloud, sends workers out one by one and answers; the log may be long and go in circles. */
export function led(stage: Stage): void {
  const { world, dice } = stage;
  const [leader = '', ...workers] = teamNames(dice, 4);
  stage.asks(world.question);
  plan(stage, leader);
  work(stage, leader, workers);
  stage.risk(leader, 'answer');
  stage.says(leader, answerText(world, stage.held, dice), dice.chance(0.3) ? 'final' : undefined);
}

function work(stage: Stage, leader: string, [surfer = '', coder = '', runner = '']: readonly string[]): void {
  const { dice } = stage;
  const patience = dice.one([3, 6, 12, 25, 45]);
  for (let round = 0; round < patience && stage.history.length < LONGEST; round++) {
    search(stage, leader, surfer);
    if (stage.slip === undefined && dice.chance(0.35)) break;
  }
  if (stage.held.lost) return;
  reading(stage, leader, surfer);
  if (dice.chance(0.4)) coding(stage, leader, coder, runner);
}

function plan(stage: Stage, leader: string): void {
  stage.risk(leader, 'plan');
  stage.says(leader, planOf(stage.world, stage.held, stage.dice), 'thought');
}

type Wording = typeof orderOf;

function order(stage: Stage, leader: string, worker: string, wording: Wording = orderOf): void {
  if (stage.dice.chance(0.5)) stage.says(leader, `Next speaker: ${worker}`, 'thought');
  stage.risk(leader, 'order');
  stage.says(leader, wording(stage.world, stage.held, stage.dice), `-> ${worker}`);
}

function search(stage: Stage, leader: string, surfer: string): void {
  order(stage, leader, surfer);
  stage.risk(surfer, 'browse');
  stage.says(surfer, emptyPage(stage.world, stage.dice));
  if (stage.dice.chance(0.15))
    stage.says(leader, `We seem to make no progress. ${planOf(stage.world, stage.held, stage.dice)}`, 'thought');
}

function reading(stage: Stage, leader: string, surfer: string): void {
  order(stage, leader, surfer);
  stage.risk(surfer, 'read');
  stage.says(surfer, pageOf(stage.held.rows, stage.world, stage.dice));
}

function coding(stage: Stage, leader: string, coder: string, runner: string): void {
  const { world, dice } = stage;
  order(stage, leader, coder, codeOrderOf);
  const way = stage.risk(coder, 'code');
  stage.says(coder, codeOf(world, stage.held, way, dice));
  if (dice.chance(0.25)) {
    stage.says(runner, crashOf(dice));
    const slip = stage.risk(coder, 'repair');
    stage.says(coder, `The error is fixed.\n${codeOf(world, stage.held, slip, dice)}`);
  }
  stage.says(runner, outputOf(answerFrom(world, stage.held), dice));
}
