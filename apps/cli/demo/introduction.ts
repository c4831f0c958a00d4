import { cellsOf, type ComparisonPlan } from '../comparison/plan.js';
import { dollars } from '../rendering/numbers.js';
import type { Paint } from '../terminal.js';
import type { DemoKind } from './demo-model.js';

/** What a demo is about to do, and above all whether models are asked. */
export function introduction(kind: DemoKind, plan: ComparisonPlan, paint: Paint): string {
  const runs = cellsOf(plan).length;
  const lines = {
    rehearsed: [
      paint('bold', 'REHEARSED: no model is asked.'),
      'The agents are a simulation that reads, calls tools, talks and errs at rates of our own; the event log, the',
      'coordination, the tools, the grading and the figures are the real ones. `--base-url URL` asks a server of yours.',
    ],
    live: [
      paint('bold', 'LIVE: a vendor is asked, and paid.'),
      `Cost cap: ${dollars((plan.budget?.microDollars ?? 0) * runs)} in all, ${dollars(plan.budget?.microDollars)} for each run; a run that comes to it ends with its best answer so far.`,
    ],
    local: [paint('bold', 'LIVE: the model at --base-url is asked.')],
  }[kind];
  const tasks = `${plan.tasks} ${plan.family} tasks of seed ${plan.seed} on ${plan.architectures.join(', ')}: ${runs} runs.`;
  return [...lines, '', tasks].join('\n');
}
