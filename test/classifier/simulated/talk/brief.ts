import type { Dice } from '../dice.js';
import type { Held } from '../slips.js';
import type { World } from '../world.js';
import { planOf } from './words.js';

/** What opens the work of a panel: the task, and what whoever set it up advises. */
export function briefOf(world: World, held: Held, dice: Dice): string {
  const plan = planOf(world, held, dice);
  const { question } = world;
  return dice.one([
    `# Task\n${question}\n\n# ${plan}`,
    `The task: ${question}\n\n${plan}`,
    fullBrief(question, plan, dice),
    fullBrief(question, plan, dice),
  ]);
}

const fullBrief = (question: string, plan: string, dice: Dice): string =>
  [
    dice.one([
      'You are given a task, and the advice of the one who has set up this group. Work on the task together and follow the advice.',
      'Here is what is to be solved and how the coordinator would go about it.',
      'Please read the general request first, then the suggestions.',
    ]),
    `# ${dice.one(['General task', 'Request', 'Question'])}\n${question}`,
    `# ${dice.one(['Suggestions', 'Advice of the coordinator', 'How to proceed'])}\n## Description\n${question}\n\n## ${plan}`,
    dice.one([
      '## Output format\n- One value\n\n## Constraints\n- It must be exact\n- It must have been checked',
      '## Output\nThe final value only.\n\n## Results of the last round\nNone',
      '## Done when\n1. The data are there.\n2. The value is computed.\n3. Somebody has verified it.',
    ]),
  ].join('\n\n');

/** A leader's first thoughts: what is asked, who can help, what is known, how to go on. */
export function factSheet(world: World, held: Held, team: readonly string[], dice: Dice): string {
  const { question, things, place, source } = world;
  const members = team.map(
    (name) => `${name}: ${dice.one(['browses pages', 'reads files', 'writes code', 'runs code'])}`,
  );
  return [
    `${dice.one(['Initial plan', 'My plan', 'How to go about it'])}:\n\nThe request is:\n\n${question}`,
    `The team:\n\n${members.join('\n')}`,
    dice.one([
      `1. GIVEN FACTS\n- it is about ${place}\n\n2. FACTS TO LOOK UP\n- the list of ${things}, perhaps at ${source}\n\n3. FACTS TO DERIVE\n- the result\n\n4. EDUCATED GUESSES\n- there are probably about ten`,
      `Known: ${place}, the years.\nTo find: ${things} with their ${world.measure}.\nTo guess: likely a short list.`,
    ]),
    planOf(world, held, dice),
  ].join('\n\n');
}

/** What a leader writes down between two orders. */
export function ledgerOf(next: string, order: string, isDone: boolean, dice: Dice): string {
  const why = isDone ? 'The answer has been found.' : 'We do not have the list yet.';
  const notes = {
    done: { answer: isDone, reason: why },
    looping: { answer: false, reason: 'Nothing has been repeated.' },
    progress: { answer: true, reason: 'The last message was useful.' },
    next: { answer: next, reason: 'It is the one who can do that.' },
    instruction: { answer: order, reason: 'That is the next point of the plan.' },
  };
  return dice.one([
    `Updated notes:\n${JSON.stringify(notes, null, 2)}`,
    JSON.stringify(notes),
    `State: ${why} Next: ${next}.`,
  ]);
}
