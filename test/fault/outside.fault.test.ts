import { beforeAll, describe, expect, it } from '@jest/globals';
import { runTrial, type Outage, type Trial, type TrialResult } from './trial.js';
import { outsideWorkload } from './workload.js';

const RUNS = outsideWorkload();
const SLOW = 120_000;

/** Points around calls that leave the process, each at several of them: tool server, endpoint and office. */
const POINTS = [
  'worker:model-answered@4',
  ...[2, 6, 11].map((nth) => `worker:call-started@${nth}`),
  ...[2, 6, 11].map((nth) => `worker:call-made@${nth}`),
];

/** The second call of either is idempotent, the third is to be made once. */
const OUTAGES: readonly Outage[] = [2, 3].flatMap((call) => [{ server: call }, { endpoint: call }]);

describe('a world outside the process', () => {
  let undisturbed: TrialResult;
  const trial = (disturbance: Partial<Trial>) => runTrial({ runs: RUNS, outside: {}, ...disturbance });
  beforeAll(async () => {
    undisturbed = await trial({});
  }, SLOW);

  function expectNothingLost(disturbed: TrialResult): void {
    expect(disturbed.duplicatedTurns).toEqual([]);
    expect(disturbed.repeatedOnce).toEqual([]);
    expect(disturbed.world).toEqual(undisturbed.world);
    expect(disturbed.outcomes).toEqual(undisturbed.outcomes);
  }

  it('is changed by every run', () => {
    const initial = JSON.stringify(undisturbed.world['server']);
    expect(initial).toContain('"happened":1');
    expect(undisturbed.outcomes['office-single']?.grade).toMatchObject({ passed: true });
  });

  it.each(POINTS)(
    'ends the same when the process dies at %s',
    async (fault) => {
      const disturbed = await trial({ fault });
      expect(disturbed.deaths).toBe(1);
      expectNothingLost(disturbed);
    },
    SLOW,
  );

  it.each(OUTAGES)(
    'ends the same when it goes down in a call: %j',
    async (outside) => {
      expectNothingLost(await trial({ outside }));
    },
    SLOW,
  );

  it(
    'ends the same when the process dies at any moment, several times',
    async () => {
      const disturbed = await trial({ killAfterMs: [60, 150, 30] });
      expect(disturbed.deaths).toBe(3);
      expectNothingLost(disturbed);
    },
    SLOW,
  );
});
