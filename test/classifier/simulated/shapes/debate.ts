import type { Stage } from '../stage.js';
import { answerText, checkOf, computedOf, recallOf } from '../talk/words.js';
import { teamNames } from '../team-names.js';

/** Peers that answer one after the other and come to agree; who errs convinces the others. */
export function debate(stage: Stage): void {
  const { world, dice } = stage;
  const peers = teamNames(dice, dice.between(2, 4));
  stage.asks(world.question);
  for (const peer of peers) {
    const way = stage.risk(peer, dice.one(['recall', 'compute']));
    const facts = recallOf(world, stage.held, way, dice);
    stage.says(peer, `${facts}\n${computedOf(world, stage.held, dice)}`);
  }
  for (const peer of peers) {
    stage.risk(peer, 'check');
    stage.says(peer, checkOf(world, stage.held, dice));
  }
  const last = dice.one(peers);
  stage.risk(last, 'answer');
  stage.says(last, answerText(world, stage.held, dice));
}
