import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../../../apps/cli/classifier/evaluation.js';
import { renamed } from '../renamed.js';
import { rephrased } from '../rephrased.js';
import { quotesOf, toldInJson } from '../stray-quotes.js';
import { diagnosisOf, runOf } from '../told.js';
import { writtenRuns } from './written-runs.js';

const files = writtenRuns();
const runs = [...files.values()].flat();
const failed = runs.filter(({ mistake_step: step }) => step !== undefined);
const faultless = runs.filter(({ mistake_step: step }) => step === undefined);

describe('runs that were written by hand', () => {
  it('are blamed on the right agent and step as often as docs/classifier.md says, without false alarms', () => {
    const { agent, exactStep, falseAlarms } = evaluate(failed.map(runOf), faultless.map(runOf));
    expect([agent!.value >= 0.6, exactStep!.value >= 0.45]).toEqual([true, true]);
    for (const rate of Object.values(falseAlarms!)) expect(rate!.value).toBe(0);
  });

  it('are blamed as often as before where the first three hands have written them', () => {
    const early = [...files].flatMap(([file, own]) => (/^(?:fourth|fifth|sixth)-/.test(file) ? [] : own));
    const { agent, exactStep } = evaluate(early.filter((run) => run.mistake_step !== undefined).map(runOf), []);
    expect([agent!.value >= 0.75, exactStep!.value >= 0.65]).toEqual([true, true]);
  });

  it('are quoted word for word, also where their agents answer in JSON', () => {
    const shown = runs.flatMap((run) => [run, toldInJson(run)]).map((run) => quotesOf(runOf(run)));
    expect(shown.flatMap(({ stray }) => stray)).toEqual([]);
    expect(shown.filter(({ quotes }) => quotes.length > 0).length).toBeGreaterThan(50);
  });

  it.each([
    ['told with other names', renamed],
    ['told in other words', rephrased],
  ])('are blamed on the same step in at least nine of ten when %s', (_, told) => {
    const same = failed.filter((run) => diagnosisOf(run, true).step === diagnosisOf(told(run), true).step);
    expect(same.length / failed.length).toBeGreaterThanOrEqual(0.9);
  });
});
