import type { Case } from '../detectors/detector.js';
import { quantitiesIn } from '../language/numbers.js';
import { contentWords, coverage } from '../language/words.js';
import { conditionsOf, keeps } from '../ledgers/conditions.js';
import { requestsOf } from '../narrative/narrative.js';
import type { FailureMode } from '../failure-mode.js';
import type { Candidate } from './candidate.js';

const COMPUTES =
  /\b(?:calculat\w*|comput\w*|count(?:s|ed|ing)?|sum|total|average|mean|percent\w*|difference|ratio|round(?:ed|ing)?|convert\w*)\b/gi;
const WANTS_NUMBER =
  /\bhow (?:many|much|far|long|old)\b|\b(?:number|percent\w*|average|total|difference|distance|sum|volume|amount) of\b|\bcalculate\b/i;
const LEAST_NUMBERS = 3;
const LEAST_REPEATED = 0.5;

/**
 * The class that the decisive step of a run that failed is likely to be in, where no detector has found anything: a
 * calculation for a task that wants a number; a restatement of the task without one of its conditions; an order or an
 * end given by who directs others; else `other`.
 */
export function guessLabel(run: Case, decisive: Candidate): FailureMode {
  if (decisive.kind === 'request') return 'other';
  const task = requestsOf(run.narrative)[0]?.text ?? '';
  if (WANTS_NUMBER.test(task) && isComputed(decisive.text)) return 'numerical_drift';
  if (losesCondition(run, decisive)) return 'context_omission';
  return directs(run, decisive.speaker) ? 'coordination_failure' : 'other';
}

const isComputed = (text: string): boolean =>
  (text.match(COMPUTES)?.length ?? 0) >= 2 && quantitiesIn(text).length >= LEAST_NUMBERS;

function losesCondition({ narrative }: Case, { text, at }: Candidate): boolean {
  const own = new Set(contentWords(text));
  return conditionsOf(narrative).some(({ request, words, limit }) => {
    const limiting = new Set(contentWords(limit));
    const rest = words.filter((word) => !limiting.has(word));
    return request.at < at && !keeps(text, limit) && rest.length >= 4 && coverage(rest, own) >= LEAST_REPEATED;
  });
}

const directs = ({ commitments }: Case, agent: string): boolean =>
  commitments.orders.some(({ from }) => from === agent);
