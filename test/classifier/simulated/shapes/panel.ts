import { answerFrom, type Act } from '../slips.js';
import type { Stage } from '../stage.js';
import { briefOf } from '../talk/brief.js';
import { codeOf, lookedOutput, lookingCode } from '../talk/code.js';
import { pageOf } from '../talk/data.js';
import { errorOf } from '../talk/output.js';
import { answerText, assentOf, checkOf, computedOf, interpretationOf, objectionOf, recallOf } from '../talk/words.js';
import { teamNames } from '../team-names.js';

/** Experts that share one conversation; one of them only runs what the others write. The task stands in the first message. */
export function panel(stage: Stage): void {
  const { dice } = stage;
  const [runner = '', ...experts] = teamNames(dice, dice.between(3, 5));
  const group: Group = { runner, next: turnTaking(experts) };
  brief(stage, group.next());
  dice.one([recalled, coded, coded, searched])(stage, group);
  if (dice.chance(0.35)) interpret(stage, group.next());
  if (dice.chance(0.75)) check(stage, group);
  if (dice.chance(0.25)) objection(stage, group);
  answer(stage, group.next());
  if (dice.chance(0.4))
    stage.says(group.next(), dice.one(['TERMINATE', 'Agreed. TERMINATE', 'Thank you all. TERMINATE']));
}

interface Group {
  readonly runner: string;
  /** Whose turn it is. */
  readonly next: () => string;
}

function turnTaking(experts: readonly string[]): Group['next'] {
  let turn = 0;
  return () => experts[turn++ % experts.length] ?? '';
}

function brief(stage: Stage, agent: string): void {
  stage.risk(agent, 'plan');
  stage.says(agent, briefOf(stage.world, stage.held, stage.dice));
}

/** Somebody brings the facts, somebody else evaluates them. */
function recalled(stage: Stage, group: Group): void {
  const { dice } = stage;
  if (dice.chance(0.3)) read(stage, group.next());
  else facts(stage, group.next(), 'recall');
  if (dice.chance(0.5)) evaluation(stage, group);
  else compute(stage, group.next());
}

function read(stage: Stage, agent: string): void {
  stage.risk(agent, 'read');
  stage.isShown = true;
  stage.says(agent, pageOf(stage.held.rows, stage.world, stage.dice));
}

function facts(stage: Stage, agent: string, act: Act): void {
  const { world, dice } = stage;
  const way = stage.risk(agent, act);
  stage.isShown = true;
  stage.says(agent, recallOf(world, stage.held, way, dice));
}

/** Code that looks at the data first, perhaps, then code that evaluates them. */
function coded(stage: Stage, group: Group): void {
  if (stage.dice.chance(0.4)) look(stage, group, stage.dice.chance(0.3));
  evaluation(stage, group);
}

/** What was to be looked up may not be there; then somebody says what he believes, or it is read after all. */
function searched(stage: Stage, group: Group): void {
  const { dice } = stage;
  const isFound = dice.chance(0.5);
  for (let tries = dice.between(1, 3); tries > 0; tries--) look(stage, group, tries > 1 || !isFound);
  if (isFound) read(stage, group.next());
  else facts(stage, group.next(), 'invent');
  compute(stage, group.next());
}

function look(stage: Stage, { runner, next }: Group, fails: boolean): void {
  const { world, dice } = stage;
  const agent = next();
  stage.risk(agent, 'look');
  stage.says(agent, lookingCode(world, dice));
  stage.says(runner, fails ? stage.runner.failed(errorOf(dice)) : stage.runner.done(lookedOutput(world, dice)));
}

function evaluation(stage: Stage, { runner, next }: Group): void {
  const { dice } = stage;
  const coder = next();
  code(stage, coder, stage.isShown ? 'compute' : 'code');
  for (let tries = 0; tries < 3 && dice.chance(0.35); tries++) {
    stage.says(runner, stage.runner.failed(errorOf(dice)));
    code(stage, dice.chance(0.6) ? coder : next(), 'repair');
  }
  stage.says(runner, stage.runner.done(answerFrom(stage.world, stage.held)));
}

function code(stage: Stage, agent: string, act: Act): void {
  const way = stage.risk(agent, act);
  stage.says(agent, codeOf(stage.world, stage.held, way, stage));
}

function compute(stage: Stage, agent: string): void {
  stage.risk(agent, 'compute');
  stage.says(agent, computedOf(stage.world, stage.held, stage.dice));
}

function interpret(stage: Stage, agent: string): void {
  stage.risk(agent, 'answer');
  stage.says(agent, interpretationOf(stage.world, stage.held, stage.dice));
}

/** A check in words, sent to the runner in vain at times, or by running the same again. */
function check(stage: Stage, { runner, next }: Group): void {
  const { world, dice } = stage;
  const agent = next();
  stage.risk(agent, 'check');
  if (dice.chance(0.3)) {
    stage.says(agent, `To verify this, I run it once more.\n${codeOf(world, stage.held, undefined, stage)}`);
    stage.says(runner, stage.runner.done(answerFrom(world, stage.held)));
    return;
  }
  stage.says(agent, checkOf(world, stage.held, dice));
  if (dice.chance(0.2)) stage.says(runner, stage.runner.idle);
}

function objection(stage: Stage, { next }: Group): void {
  stage.says(next(), objectionOf(stage.dice));
  stage.says(next(), assentOf(stage.dice));
}

function answer(stage: Stage, agent: string): void {
  stage.risk(agent, 'answer');
  stage.says(agent, answerText(stage.world, stage.held, stage.dice));
}
