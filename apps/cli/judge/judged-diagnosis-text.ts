import { diagnosisText } from '../classifier/diagnosis-text.js';
import { paragraph } from '../rendering/fit.js';
import { COMBINING_RULE } from './combined.js';
import type { JudgedDiagnosis } from './judged-diagnosis.js';

/** The three verdicts for people, each under its heading; `detectors`: theirs, as it is told without a judge. */
export const judgedDiagnosisText = (
  { id, judge, combined }: JudgedDiagnosis,
  detectors: string,
  width: number,
): string =>
  [
    '# Detectors',
    detectors,
    '# Judge',
    diagnosisText(id, judge, width),
    paragraph(`# Both: ${COMBINING_RULE}`, width),
    diagnosisText(id, combined, width),
  ].join('\n\n');
