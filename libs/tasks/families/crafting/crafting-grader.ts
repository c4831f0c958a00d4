import type { Verdict } from '../../verdict.js';
import { parseCraftingAnswer, type Craft } from './plan-text.js';
import { simulatePlan } from './simulate.js';
import type { Workshop } from './workshop.js';

export interface CraftingSpec {
  readonly workshop: Workshop;
  /** Whether some plan makes what is wanted. */
  readonly possible: boolean;
}

/** A plan is right if it works out, `impossible` where nothing does. */
export function gradeCrafting({ workshop, possible }: CraftingSpec, text: string): Verdict {
  const answer = parseCraftingAnswer(text);
  switch (answer.kind) {
    case 'malformed':
      return { passed: false, detail: answer.problem };
    case 'impossible':
      return { passed: !possible, detail: possible ? 'it is possible' : 'rightly says that it is impossible' };
    case 'plan':
      return gradePlan(workshop, answer.steps);
  }
}

function gradePlan(workshop: Workshop, steps: readonly Craft[]): Verdict {
  const result = simulatePlan(workshop, steps);
  switch (result.outcome) {
    case 'reached':
      return { passed: true, detail: 'the plan makes what is wanted' };
    case 'short':
      return { passed: false, detail: 'the plan can be done and does not make what is wanted' };
    case 'failed':
      return { passed: false, detail: `step ${result.step} fails: ${result.reason}` };
  }
}
