import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { evaluate, type Evaluation } from '../../apps/cli/classifier/evaluation.js';
import type { Transcript } from './message.js';
import { INJECTORS, plantAll, type PlantedRun } from './plant.js';
import { renamed } from './renamed.js';
import { faultlessRuns, realRuns } from './soil.js';
import { quotesOf, toldInJson } from './stray-quotes.js';
import { diagnosisOf, runOf } from './told.js';

/** All of them where they are asked for, else a sample: PARLEY_INJECTED=all npm test -- test/classifier/injected */
const isWhole = process.env['PARLEY_INJECTED'] === 'all' || process.env['PARLEY_INJECTED_DIR'] !== undefined;
const real = realRuns('successes').filter((_, position) => isWhole || position % 4 === 0);
let soil: readonly Transcript[];
let planted: readonly PlantedRun[];
let evaluation: Evaluation;

beforeAll(async () => {
  soil = [...real, ...(await faultlessRuns(isWhole ? 6 : 3))];
  planted = plantAll(soil, isWhole ? 3 : 1, isWhole ? 1 : 2);
  evaluation = evaluate(
    planted.map(({ transcript }) => runOf(transcript)),
    soil.map(runOf),
  );
  writeFor(process.env['PARLEY_INJECTED_DIR']);
}, 600_000);

/** Leaves the runs as files for `parley eval-classifier`. */
function writeFor(directory: string | undefined): void {
  if (directory === undefined) return;
  mkdirSync(directory, { recursive: true });
  const lines = (runs: readonly Transcript[]): string => runs.map((run) => JSON.stringify(run)).join('\n');
  writeFileSync(path.join(directory, 'injected.jsonl'), lines(planted.map(({ transcript }) => transcript)));
  writeFileSync(path.join(directory, 'negatives.jsonl'), lines(soil));
  const table = INJECTORS.map(({ name, mode }) => `| ${name} | ${mode} | ${figuresOf(name).join(' | ')} |`);
  writeFileSync(path.join(directory, 'injectors.md'), table.join('\n'));
}

/** How many were planted; shares that are detected without being told, with the right class, with the right step. */
function figuresOf(injector: string): readonly (number | string)[] {
  const runs = planted
    .filter((run) => run.injector === injector)
    .map(({ transcript }) => ({ transcript, diagnosis: diagnosisOf(transcript, false) }));
  const share = (holds: (run: (typeof runs)[number]) => boolean): string =>
    `${Math.round((100 * runs.filter(holds).length) / runs.length)}%`;
  return [
    runs.length,
    share(({ diagnosis }) => diagnosis.label !== 'none'),
    share(({ diagnosis, transcript }) => diagnosis.label === transcript.category),
    share(({ diagnosis, transcript }) => diagnosis.step === transcript.mistake_step),
  ];
}

describe('faults planted in runs without a fault', () => {
  it('are found, in the right class and at the right step, in most cases', () => {
    expect(evaluation.detectedUntold!.value).toBeGreaterThan(0.8);
    expect(evaluation.classAccuracy!.value).toBeGreaterThan(0.8);
    expect(evaluation.exactStep!.value).toBeGreaterThan(0.8);
    expect(evaluation.macroF1!.value).toBeGreaterThan(0.8);
  });

  it('raise false alarms on at most one in twenty of the same runs without them, in every class', () => {
    for (const rate of Object.values(evaluation.falseAlarms!)) expect(rate!.value).toBeLessThanOrEqual(0.05);
  });

  it('are at least 200 of every class where all are planted and real runs are at hand', () => {
    const least = !isWhole ? 5 : real.length > 0 ? 200 : 20;
    for (const { support } of Object.values(evaluation.classes!)) expect(support).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['as it is', (run: Transcript) => run],
    ['in JSON', toldInJson],
  ])(
    'are quoted word for word where the run tells them %s',
    (_, told) => {
      const shown = planted.map(({ transcript }) => quotesOf(runOf(told(transcript))));
      expect(shown.flatMap(({ stray }) => stray)).toEqual([]);
      expect(shown.filter(({ quotes }) => quotes.length > 0).length).toBeGreaterThan(planted.length / 2);
    },
    120_000,
  );

  it('are found as well when everybody and everything has another name', () => {
    const told = planted.filter((_, position) => position % 4 === 0).map(({ transcript }) => transcript);
    const same = told.filter((transcript) => {
      const [one, other] = [diagnosisOf(transcript, true), diagnosisOf(renamed(transcript), true)];
      return one.label === other.label && one.step === other.step;
    });
    expect(same.length / told.length).toBeGreaterThan(0.97);
  }, 120_000);
});
