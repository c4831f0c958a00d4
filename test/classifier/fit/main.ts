// npm run fit-classifier: fits what is guessed where no detector fires, on simulated, rehearsed and hand-written runs that
// failed; writes the weights and says how good they are on runs and on shapes of teams that they were not fitted on.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { realRuns } from '../soil.js';
import { detectorTallies, talliesSource } from './detector-precision.js';
import { calibrationTable, scoreTable } from './report.js';
import { keptSamples, rehearsedSamples, samplesOf, simulatedSamples, writtenSamples } from './samples.js';
import { fitModel } from './fit-model.js';
import { acrossShapes, crossValidated, guessedBy } from './validate.js';
import { signWeightsSource, wordingWeightsSource } from './weights-source.js';

const RUNS = 60;
const REHEARSED = 4;
const TALLIED = 3;
const TARGET = path.resolve(import.meta.dirname, '../../../libs/taxonomy/attribution');

const samples = [...simulatedSamples(RUNS), ...(await rehearsedSamples(REHEARSED)), ...writtenSamples()];
const model = fitModel(samples);
writeFileSync(path.join(TARGET, 'sign-weights.ts'), signWeightsSource(model));
writeFileSync(path.join(TARGET, 'wording-weights.ts'), wordingWeightsSource(model));

const tallies = await detectorTallies(TALLIED);
writeFileSync(path.resolve(TARGET, '../detectors/tallies.ts'), talliesSource(tallies));
console.log('How often detectors fire, and are right:');
console.table(Object.fromEntries(tallies));

const validated = crossValidated(samples);
console.log('Fitted on other runs of all shapes:');
console.table(scoreTable(validated));
console.log('Fitted on other shapes only:');
console.table(scoreTable(acrossShapes(samples)));
console.log('Confidence in the step:');
console.table(calibrationTable(validated, ({ share, isStep }) => ({ share, isRight: isStep })));
console.log('Written runs that were kept from the fit:');
console.table(scoreTable(guessedBy(model, keptSamples())));
const real = samplesOf(realRuns('failures'), 'retail agent');
if (real.length > 0) {
  console.log('Real runs, which nothing is fitted on (PARLEY_DATA_DIR):');
  console.table(scoreTable(guessedBy(model, real)));
}
