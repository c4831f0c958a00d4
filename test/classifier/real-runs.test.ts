import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../../apps/cli/classifier/evaluation.js';
import { renamed } from './renamed.js';
import { realRuns } from './soil.js';
import { diagnosisOf, runOf } from './told.js';

const failures = realRuns('failures');
const onData = failures.length > 0 ? describe : describe.skip;

onData('real runs of the folder that PARLEY_DATA_DIR names', () => {
  it('are diagnosed at least as well as docs/classifier.md says, with few false alarms', () => {
    const { agent, exactStep, macroF1, falseAlarms } = evaluate(failures.map(runOf), realRuns('successes').map(runOf));
    expect([agent!.value >= 0.7, exactStep!.value >= 0.41, macroF1!.value >= 0.38]).toEqual([true, true, true]);
    for (const rate of Object.values(falseAlarms!)) expect(rate!.value).toBeLessThanOrEqual(0.05);
  });

  it('are mostly diagnosed the same when everybody and everything has another name', () => {
    const same = failures.filter((transcript) => {
      const [one, other] = [diagnosisOf(transcript, true), diagnosisOf(renamed(transcript), true)];
      return one.label === other.label && one.step === other.step;
    });
    // As docs/classifier.md says: words of what is left make a difference where a guess is close.
    expect(same.length).toBeGreaterThanOrEqual(25);
  });
});
