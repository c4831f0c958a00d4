import type { Stage } from '../stage.js';
import { pageOf } from '../talk/data.js';
import { answerText, checkOf, computedOf, objectionOf, recallOf } from '../talk/words.js';
import { teamNames } from '../team-names.js';

/** Each does its part and hands on: facts, evaluation, review, answer. */
export function pipeline(stage: Stage): void {
  const { world, dice } = stage;
  const [finder = '', analyst = '', reviewer = '', writer = ''] = teamNames(dice, 4);
  stage.asks(world.question);
  const isRead = dice.chance(0.5);
  const way = stage.risk(finder, isRead ? 'read' : 'recall');
  stage.says(finder, isRead ? pageOf(stage.held.rows, world, dice) : recallOf(world, stage.held, way, dice));
  stage.risk(analyst, 'compute');
  stage.says(analyst, computedOf(world, stage.held, dice));
  if (dice.chance(0.3)) {
    stage.says(reviewer, objectionOf(dice));
    stage.risk(analyst, 'compute');
    stage.says(analyst, computedOf(world, stage.held, dice));
  }
  stage.risk(reviewer, 'check');
  stage.says(reviewer, checkOf(world, stage.held, dice));
  stage.risk(writer, 'answer');
  stage.says(writer, answerText(world, stage.held, dice));
}
