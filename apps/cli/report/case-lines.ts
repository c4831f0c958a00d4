import { inWords, type EvidenceCase, type FailureReport } from '#reports';
import { percent } from '../classifier/percent.js';
import { oneLine, paragraph } from '../rendering/fit.js';
import { marked } from '../rendering/marked.js';

const SHOWN = 10;

/** The first cases with a quote each, for a terminal. */
export function caseLines({ cases }: FailureReport, width: number): readonly string[] {
  if (cases.length === 0) return [];
  const more = cases.length > SHOWN ? ` (${SHOWN} of ${cases.length}; --html has ${Math.min(cases.length, 100)})` : '';
  return ['', `Evidence${more}`, ...cases.slice(0, SHOWN).flatMap((one) => lines(one, width))];
}

const lines = ({ runId, rehearsed, mode, agent, turnId, confidence, outcome, quotes }: EvidenceCase, width: number) => [
  paragraph(
    `${runId}${marked(rehearsed)}: ${inWords(mode)} by ${agent}${turnId === undefined ? '' : ` in ${turnId}`} (confidence ${percent(confidence)}), ${outcome}`,
    width,
  ),
  ...quotes.slice(0, 1).map(({ quote }) => `    ${oneLine(`"${quote}"`, width - 4)}`),
];
