import type { Case } from '../detectors/detector.js';
import { FAILURE_MODES, type FailureMode } from '../failure-mode.js';
import { contentWords, coverage, stem, wordsOf } from '../language/words.js';
import { requestsOf, speechesOf, type Narrative } from '../narrative/narrative.js';
import { EVIDENCE, evidenceOf, type EvidenceSigns } from './class-evidence.js';
import { DEMANDS, demandsOf, type DemandSigns } from './demands.js';
import { flag, type Sign } from './sign.js';
import type { Suspect } from './signs.js';

/** What is looked at in a run to guess the class of its fault, beside the signs of the step that is blamed. */
const RUN_SIGNS = {
  always: 'holds for every run',
  wantsNumber: 'the task asks for a number',
  team: 'more than one agent speaks',
  led: 'somebody gives orders',
  takenUp: 'share of the words of the task that agents use again, the brief left out',
} as const;

/** The signs of the blamed step that tell classes apart. */
const STEP_SIGNS = [
  'briefing',
  'plan',
  'order',
  'leads',
  'code',
  'interprets',
  'answer',
  'answerOrigin',
  'worker',
  'act',
  'refused',
  'onlyReads',
  'echo',
  'opposed',
  'objects',
  'loops',
  'repeats',
  'asks',
  'supposes',
  'unsupported',
  'dataInCode',
  'standsIn',
  'retries',
  'confirms',
  'losesCondition',
  'computes',
  'findsNothing',
  'unasked',
  'passesOver',
  'staleUse',
  'openEnd',
  'request',
] as const satisfies readonly Sign[];

export type ClassSign = keyof typeof RUN_SIGNS | (typeof STEP_SIGNS)[number] | keyof EvidenceSigns | keyof DemandSigns;
export const CLASS_SIGNS: readonly ClassSign[] = [
  ...(Object.keys(RUN_SIGNS) as (keyof typeof RUN_SIGNS)[]),
  ...STEP_SIGNS,
  ...(Object.keys(EVIDENCE) as (keyof EvidenceSigns)[]),
  ...(Object.keys(DEMANDS) as (keyof DemandSigns)[]),
];

/** How much signs speak for a class rather than for `other`, whose weights are 0. */
export type ClassWeights = Readonly<Record<Exclude<FailureMode, 'other'>, Readonly<Record<ClassSign, number>>>>;
/** Signs that are absent are 0. */
export type ClassSigns = Readonly<Partial<Record<ClassSign, number>>>;

const WANTS_NUMBER =
  /\bhow (?:many|much|far|long|old)\b|\b(?:number|percent\w*|average|total|difference|distance|sum|volume|amount) of\b|\bcalculate\b/i;

export function classSignsOf(run: Case, { candidate, signs }: Suspect): ClassSigns {
  const { narrative, commitments } = run;
  const task = requestsOf(narrative)[0]?.text ?? '';
  return {
    ...signs,
    ...evidenceOf(run, candidate),
    ...demandsOf(run, candidate),
    always: 1,
    wantsNumber: flag(WANTS_NUMBER.test(task)),
    team: flag(narrative.agents.length > 1),
    led: flag(commitments.orders.length > 0),
    takenUp: takenUp(narrative, task),
  };
}

const LEAST_WORDS = 5;

/** Whoever repeats the task word by word takes nothing up; of a task of few words everything is. */
function takenUp(narrative: Narrative, task: string): number {
  const plain = task.toLowerCase().trim();
  const said = speechesOf(narrative).filter(({ text }) => !text.toLowerCase().includes(plain));
  const used = new Set(said.flatMap(({ text }) => wordsOf(text.replaceAll('_', ' '))).map(stem));
  const words = contentWords(task);
  return words.length < LEAST_WORDS ? 1 : coverage(words.map(stem), used);
}

/** Probabilities of the classes, each weighed beforehand by how common it is taken to be. They add up to 1. */
export function classShares(
  signs: ClassSigns,
  weights: ClassWeights,
  common: Readonly<Record<FailureMode, number>>,
): Readonly<Record<FailureMode, number>> {
  const odds = FAILURE_MODES.map((mode) => common[mode] * (mode === 'other' ? 1 : oddsOf(signs, weights[mode])));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const shares = FAILURE_MODES.map((mode, at) => [mode, (odds[at] ?? 0) / total] as const);
  return Object.fromEntries(shares) as Record<FailureMode, number>;
}

const oddsOf = (signs: ClassSigns, weights: Readonly<Record<ClassSign, number>>): number =>
  Math.exp(CLASS_SIGNS.reduce((sum, name) => sum + (signs[name] ?? 0) * weights[name], 0));
