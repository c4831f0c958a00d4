import { CLASS_SIGNS, type ClassSign, type ClassWeights } from '../../../libs/taxonomy/attribution/class-sign.js';
import { SIGNS, type Sign, type Weights } from '../../../libs/taxonomy/attribution/sign.js';

/**
 * What is held before any run is looked at, and what the weights are drawn to: whoever brings up what the run ends with, what
 * nobody has shown, or an assumption, is likely to have erred; who only passes on, notes or confirms is not; earlier steps
 * are likelier than later ones, since the first error counts.
 */
const OPINION: Partial<Record<Sign, number>> = {
  answerOrigin: 1.5,
  feedsOrigin: 0.5,
  early: 0.8,
  firstOfSpeaker: 0.2,
  worker: 0.4,
  code: 0.4,
  interprets: 0.3,
  supposes: 0.5,
  unsupported: 0.8,
  dataInCode: 0.8,
  standsIn: 0.8,
  objects: 0.4,
  act: 1,
  losesCondition: 0.5,
  repeats: -0.8,
  confirms: -0.4,
  echo: -0.5,
  order: -0.3,
  ledger: -0.6,
  asks: -0.3,
  empty: -1,
  soonReport: 0.3,
  fallsShort: 0.3,
  fruitful: 0.3,
  afterFruit: 0.3,
  firstRenewed: 0.2,
  unasked: 0.8,
  passesOver: 0.4,
  staleUse: 1,
  openEnd: 1,
  request: -1.5,
};

/** The same of classes, rather than `other`: what each definition speaks of. */
const CLASS_OPINION: Readonly<Record<keyof ClassWeights, Partial<Record<ClassSign, number>>>> = {
  logical_contradiction: {
    always: -0.5,
    reasons: 1.2,
    objects: 1.5,
    confirms: 0.5,
    answerOrigin: 0.4,
    code: -1,
    unsupported: -0.8,
    supposes: -0.5,
  },
  numerical_drift: {
    always: -1,
    arithmetic: 0.8,
    newFactor: 1.2,
    units: 0.8,
    computes: 0.8,
    wantsNumber: 0.8,
    interprets: 0.3,
    supposes: -0.7,
    standsIn: -1,
  },
  context_omission: {
    always: 1.5,
    losesCondition: 0.3,
    takenUp: -2.5,
    unusedNumbers: 1.5,
    shrinks: 1.5,
    order: 1.2,
    plan: 0.5,
    briefing: 1,
    forgotten: 1,
    codeLacks: 1,
    numbersMissing: 0.5,
    partsMissing: 1.5,
    answer: 0.5,
    supposes: -0.5,
    standsIn: -1,
    unsupported: -0.5,
  },
  coordination_failure: {
    always: -1,
    unasked: 1.5,
    passesOver: 0.7,
    staleUse: 2,
    openEnd: 2,
    loops: 1,
    repeats: 1.2,
    asks: 0.8,
    order: 0.5,
    answer: 0.3,
    code: -0.3,
    unsupported: -0.5,
  },
};

export const PRIOR = Object.fromEntries(
  Object.keys(SIGNS).map((name) => [name, OPINION[name as Sign] ?? 0]),
) as unknown as Weights;

export const CLASS_PRIOR = Object.fromEntries(
  Object.entries(CLASS_OPINION).map(([mode, opinion]) => [
    mode,
    Object.fromEntries(CLASS_SIGNS.map((name) => [name, opinion[name] ?? 0])),
  ]),
) as unknown as ClassWeights;
