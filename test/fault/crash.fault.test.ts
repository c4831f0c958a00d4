import { beforeAll, describe, expect, it } from '@jest/globals';
import { KILL_POINTS } from './points.js';
import { runTrial, type TrialResult } from './trial.js';
import { workload } from './workload.js';

const RUNS = workload(1);
const SLOW = 120_000;

/** Every named point of a process's work, each at a time when there is work on both sides of it. */
const POINTS = [
  'gateway:published@3',
  'orchestrator:decided@6',
  'orchestrator:committed@6',
  'worker:model-answered@5',
  'worker:call-started@2',
  'worker:call-started@3',
  'worker:call-made@2',
  'worker:call-made@3',
  'projector:before-apply@4',
  'projector:applied@4',
  'before-commit@9',
  'in-transaction@9',
  'after-commit@9',
  'before-deliver@9',
];

describe('the points at which a process dies here', () => {
  it('are all that have a name', () => {
    const tried = POINTS.map((point) => point.split('@')[0]);
    expect([...new Set(tried)].sort()).toEqual(Object.keys(KILL_POINTS).sort());
  });
});

describe('a process that dies', () => {
  let undisturbed: TrialResult;
  beforeAll(async () => {
    undisturbed = await runTrial({ runs: RUNS });
  }, SLOW);

  function expectNothingLost(disturbed: TrialResult): void {
    expect(disturbed.duplicatedTurns).toEqual([]);
    expect(disturbed.repeatedOnce).toEqual([]);
    expect(disturbed.outcomes).toEqual(undisturbed.outcomes);
  }

  it.each(POINTS)(
    'at %s loses, repeats and changes nothing',
    async (fault) => {
      const disturbed = await runTrial({ fault, runs: RUNS });
      expect(disturbed.deaths).toBe(1);
      expectNothingLost(disturbed);
    },
    SLOW,
  );

  it(
    'at any moment, several times, loses, repeats and changes nothing',
    async () => {
      const disturbed = await runTrial({ killAfterMs: [40, 90, 15, 140], runs: RUNS });
      expect(disturbed.deaths).toBe(4);
      expectNothingLost(disturbed);
    },
    SLOW,
  );
});
