import { beforeAll, describe, expect, it } from '@jest/globals';
import { dropTrial, ONCE_CALLS, type DropResult } from './drop-trial.js';

const SLOW = 120_000;

const POINTS: readonly (readonly [point: string, nth: number])[] = [
  ['orchestrator:decided', 1],
  ['orchestrator:decided', 5],
  ['orchestrator:committed', 1],
  ['orchestrator:committed', 5],
  ['worker:model-answered', 1],
  ['worker:model-answered', 7],
  ['worker:call-started', 1],
  ['worker:call-started', 4],
  ['worker:call-made', 1],
  ['worker:call-made', 4],
  ['projector:before-apply', 3],
  ['projector:applied', 3],
];

describe('a service whose subscription ends without draining', () => {
  let undisturbed: DropResult;
  beforeAll(async () => {
    undisturbed = await dropTrial('never', 1);
  }, SLOW);

  it.each(POINTS)(
    'at %s, time %i, loses, repeats and changes nothing',
    async (point, nth) => {
      const { deaths, outcomes, duplicated, once } = await dropTrial(point, nth);
      expect(deaths).toBe(1);
      expect(duplicated).toEqual([]);
      expect(once.happened).toBe(ONCE_CALLS);
      expect(outcomes).toEqual(undisturbed.outcomes);
    },
    SLOW,
  );
});
