import type { Sign } from '../../../libs/taxonomy/attribution/sign.js';

/**
 * What is held before any run is looked at, of every class alike, and what the weights are drawn to: whoever brings up what the run ends with, what
 * nobody has shown, or an assumption, is likely to have erred; who only passes on, notes or confirms is not; earlier steps
 * are likelier than later ones, since the first error counts.
 */
export const OPINION: Readonly<Partial<Record<Sign, number>>> = {
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
