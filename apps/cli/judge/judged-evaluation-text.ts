import { evaluationText } from '../classifier/evaluation-text.js';
import { paragraph } from '../rendering/fit.js';
import { COMBINING_RULE } from './combined.js';
import type { JudgedEvaluation } from './judged-evaluation.js';

/** The three evaluations for people, each under its heading, and what of the judge's counted for nothing. */
export function judgedEvaluationText({ detectors, judge, combined, dropped }: JudgedEvaluation, width: number): string {
  return [
    '# Detectors',
    evaluationText(detectors, width),
    '# Judge',
    evaluationText(judge, width),
    `# Both: ${COMBINING_RULE}`,
    evaluationText(combined, width),
    ...(dropped.length === 0 ? [] : ['# Dropped', ...dropped.map(({ id, why }) => paragraph(`${id}: ${why}`, width))]),
  ].join('\n\n');
}
