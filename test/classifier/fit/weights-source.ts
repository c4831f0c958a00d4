import type { ClassWeights } from '../../../libs/taxonomy/attribution/class-sign.js';
import type { Weights } from '../../../libs/taxonomy/attribution/sign.js';

const WRITTEN = '/** Written by `npm run fit-classifier`, not by hand: see docs/classifier.md. */';

export const weightsSource = (weights: Weights): string =>
  [
    "import type { Weights } from './sign.js';",
    '',
    WRITTEN,
    'export const WEIGHTS: Weights = {',
    ...linesOf(weights, '  '),
    '};',
    '',
  ].join('\n');

export const classWeightsSource = (weights: ClassWeights): string =>
  [
    "import type { ClassWeights } from './class-sign.js';",
    '',
    WRITTEN,
    'export const CLASS_WEIGHTS: ClassWeights = {',
    ...Object.entries(weights).flatMap(([mode, own]) => [`  ${mode}: {`, ...linesOf(own, '    '), '  },']),
    '};',
    '',
  ].join('\n');

const linesOf = (weights: Readonly<Record<string, number>>, indent: string): readonly string[] =>
  Object.entries(weights).map(([sign, weight]) => `${indent}${sign}: ${Number(weight.toFixed(2)) || 0},`);
