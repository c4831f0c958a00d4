import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../../../apps/cli/classifier/evaluation.js';
import { rephrased } from '../rephrased.js';
import { TranscriptSchema, type Transcript } from '../message.js';
import { diagnosisOf, runOf } from '../told.js';
import { failedRuns, faultlessTeams, SHAPES } from './simulate.js';

/** Not those that the weights were fitted on. */
const UNSEEN = 1_000_000;
const RUNS = 40;

/** Every name of a speaker is another word, wherever it stands. */
function withOtherNames(run: Transcript): Transcript {
  const names = [...new Set(run.history.flatMap(({ name, role }) => [name ?? role.replace(/ \(.*/, '')]))];
  const told = names
    .filter((name) => !['user', 'human', 'tool', 'assistant'].includes(name))
    .reduce((text, name, at) => text.split(name).join(`Member ${String.fromCharCode(65 + at)}`), JSON.stringify(run));
  return TranscriptSchema.parse(JSON.parse(told));
}

describe.each(SHAPES.map((shape) => [shape.name, shape] as const))('simulated teams: %s', (_name, shape) => {
  it('raise false alarms on at most one in twenty of the runs without a slip', () => {
    const { falseAlarms } = evaluate([], faultlessTeams(shape, RUNS, UNSEEN).map(runOf));
    for (const rate of Object.values(falseAlarms!)) expect(rate!.value).toBeLessThanOrEqual(0.05);
  });

  it('are blamed the same whatever their members are called', () => {
    for (const run of failedRuns(shape, RUNS / 4, UNSEEN)) {
      const [one, other] = [diagnosisOf(run, true), diagnosisOf(withOtherNames(run), true)];
      expect([other.label, other.step]).toEqual([one.label, one.step]);
    }
  });
});

describe('simulated teams in other words', () => {
  it('are blamed the same in at least nine of ten runs, and placed as well but for five in a hundred', () => {
    const runs = SHAPES.flatMap((shape) => failedRuns(shape, RUNS / 2, UNSEEN));
    const stepsOf = (told: typeof runs) => told.map((run) => diagnosisOf(run, true).step);
    const [one, other] = [stepsOf(runs), stepsOf(runs.map(rephrased))];
    const rightIn = (steps: typeof one) => runs.filter((run, at) => run.mistake_step === steps[at]).length;
    expect(runs.filter((_, at) => one[at] === other[at]).length).toBeGreaterThanOrEqual(0.9 * runs.length);
    expect(rightIn(other)).toBeGreaterThanOrEqual(rightIn(one) - 0.05 * runs.length);
  });
});

describe('simulated teams that the weights were not fitted on', () => {
  it('have their slips placed far better than by chance', () => {
    const runs = SHAPES.flatMap((shape) => failedRuns(shape, RUNS / 2, UNSEEN));
    const chance = runs.reduce((sum, { history }) => sum + 1 / history.length, 0) / runs.length;
    const { exactStep } = evaluate(runs.map(runOf), []);
    expect(exactStep!.value).toBeGreaterThan(2 * chance);
  });
});
