import type { Stage } from '../stage.js';
import { codeOf, crashOf, outputOf } from '../talk/code.js';
import { answerText, assentOf, checkOf, computedOf, objectionOf, planOf, recallOf } from '../talk/words.js';
import { answerFrom } from '../slips.js';
import { pageOf } from '../talk/data.js';
import { teamNames } from '../team-names.js';

/** Experts that share one conversation; one of them only runs what the others write. The task stands in the first message. */
export function panel(stage: Stage): void {
  const { dice } = stage;
  const [runner = '', ...experts] = teamNames(dice, dice.between(3, 5));
  const next = turnTaking(experts);
  brief(stage, next());
  if (dice.chance(0.3)) facts(stage, next());
  if (dice.chance(0.75)) coded(stage, next, runner);
  else compute(stage, next());
  if (dice.chance(0.8)) check(stage, next());
  if (dice.chance(0.25)) objection(stage, next);
  answer(stage, next());
  if (dice.chance(0.4)) stage.says(next(), dice.one(['TERMINATE', 'Agreed. TERMINATE', 'Thank you all. TERMINATE']));
}

type Next = () => string;

function turnTaking(experts: readonly string[]): Next {
  let turn = 0;
  return () => experts[turn++ % experts.length] ?? '';
}

function brief(stage: Stage, agent: string): void {
  const { world, dice } = stage;
  stage.risk(agent, 'plan');
  const plan = planOf(world, stage.held, dice);
  stage.says(agent, dice.one([`# Task\n${world.question}\n\n# ${plan}`, `The task: ${world.question}\n\n${plan}`]));
}

function facts(stage: Stage, agent: string): void {
  const { world, dice } = stage;
  const isRead = dice.chance(0.3);
  const way = stage.risk(agent, isRead ? 'read' : 'recall');
  stage.says(agent, isRead ? pageOf(stage.held.rows, world, dice) : recallOf(world, stage.held, way, dice));
}

function coded(stage: Stage, next: Next, runner: string): void {
  const { world, dice } = stage;
  const coder = next();
  const way = stage.risk(coder, 'code');
  stage.says(coder, codeOf(world, stage.held, way, dice));
  for (let tries = 0; tries < 3 && dice.chance(0.4); tries++) {
    stage.says(runner, crashOf(dice));
    const repairer = dice.chance(0.6) ? coder : next();
    const slip = stage.risk(repairer, 'repair');
    stage.says(repairer, `I have fixed the error.\n${codeOf(world, stage.held, slip, dice)}`);
  }
  stage.says(runner, outputOf(answerFrom(world, stage.held), dice));
}

function compute(stage: Stage, agent: string): void {
  stage.risk(agent, 'compute');
  stage.says(agent, computedOf(stage.world, stage.held, stage.dice));
}

function check(stage: Stage, agent: string): void {
  stage.risk(agent, 'check');
  stage.says(agent, checkOf(stage.world, stage.held, stage.dice));
}

function objection(stage: Stage, next: Next): void {
  stage.says(next(), objectionOf(stage.dice));
  stage.says(next(), assentOf(stage.dice));
}

function answer(stage: Stage, agent: string): void {
  stage.risk(agent, 'answer');
  stage.says(agent, answerText(stage.world, stage.held, stage.dice));
}
