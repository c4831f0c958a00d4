import { indented, oneLine, paragraph } from '../rendering/fit.js';
import { percent } from './percent.js';
import type { Found, Quoted, Verdict } from './verdict.js';

/** A diagnosis for people: the verdict, its quotes, what else was found. */
export function diagnosisText(id: string, diagnosis: Verdict, width: number): string {
  const { label, confidence, agent, step, claim, evidence, secondary, abstained } = diagnosis;
  const where = agent === undefined || step === undefined ? '' : ` by ${agent} at step ${step}`;
  return [
    paragraph(`${id}: ${label}${where} (confidence ${percent(confidence)})`, width),
    ...(abstained === undefined ? [] : indented(`${abstained}${signsOf(diagnosis)}`, width)),
    ...(claim === undefined ? [] : indented(claim, width)),
    ...quotes(evidence, width),
    ...secondary.flatMap((finding) => found(finding, width)),
  ].join('\n');
}

const signsOf = ({ attribution }: Verdict): string =>
  attribution === undefined || attribution.signs.length === 0 ? '' : ` (${attribution.signs.join(', ')})`;

const quotes = (evidence: readonly Quoted[], width: number): readonly string[] =>
  evidence.map(({ step, quote }) => `    ${oneLine(`step ${step}: "${quote}"`, width - INDENT)}`);

const INDENT = 4;

const found = ({ mode, agent, step, claim, evidence }: Found, width: number): readonly string[] => [
  ...indented(`also ${mode} by ${agent} at step ${step}: ${claim}`, width, '  '),
  ...quotes(evidence, width),
];
