import type { Finding } from '../diagnosis.js';
import type { Case } from '../detectors/detector.js';
import { contentWords, similarity } from '../language/words.js';
import { actsOf } from '../ledgers/acts.js';
import { answersTo, requestsOf, speechesOf, type Request, type Speech } from '../narrative/narrative.js';
import { answerOrigin } from './answer-origin.js';
import { noveltyIn } from './novelty.js';
import type { Sign } from './weights.js';

/** A step that may have introduced the fault. */
export type Candidate = Speech | Request;
export type Signs = Readonly<Partial<Record<Sign, number>>>;

const SUPPOSES =
  /\b(?:assum(?:e|es|ed|ing|ption)|suppos(?:e|ing)|hypothetical(?:ly)?|simulat\w*|placeholder|sample data|mock|dummy|for (?:the sake of|demonstration|illustration|example purposes)|let's say|as an example|approximat\w*|estimat\w*|guess|i (?:think|believe|recall)|based on (?:my|general|common|prior) knowledge|typically|likely|probably|presumably)\b/gi;
const OPPOSES =
  /\b(?:incorrect|not correct|wrong|mistake|error|however|actually|but (?:that|this|it)|does(?: not|n't) (?:match|seem|look)|not what|instead|re-?check|re-?verify|inconsisten\w*|contradict\w*|not accurate|missing|unfortunately)\b/i;

/** Signs of every candidate, in the order of the narrative. */
export function signsOf(run: Case, findings: readonly Finding[]): ReadonlyMap<Candidate, Signs> {
  const { narrative } = run;
  const speeches = speechesOf(narrative);
  const first = speeches[0]?.at ?? Infinity;
  const factsOf = factsIn(run, findings);
  const wordsIn = wordSets(speeches);
  const novelty = noveltyIn(narrative);
  const weightOf = claimWeight(run);
  const signs = new Map<Candidate, Signs>();
  for (const request of requestsOf(narrative)) if (request.at > first) signs.set(request, { request: 1 });
  speeches.forEach((speech, position) => {
    const words = wordsIn(speech);
    signs.set(speech, {
      ...factsOf(speech),
      supposes: Math.min(1, (speech.text.match(SUPPOSES)?.length ?? 0) / 2) * weightOf(speech),
      unsupported: novelty(speech) * weightOf(speech),
      opposed: flag(isOpposed(run, speech)),
      repeats: flag(isRepetition(speech, speeches.slice(0, position), wordsIn)),
      empty: flag(speech.calls.length === 0 && words.size < LEAST_WORDS),
      asks: flag(speech.calls.length === 0 && speech.text.trimEnd().endsWith('?')),
      early: 1 - position / speeches.length,
    });
  });
  return signs;
}

/** What the giver of orders supposes is a plan that others are sent out to check: it counts for half. */
function claimWeight({ commitments: { orders } }: Case): (speech: Speech) => number {
  const leaders = new Set(orders.map(({ from }) => from));
  return ({ speaker }) => (leaders.has(speaker) ? 0.5 : 1);
}

type WordsIn = (speech: Speech) => ReadonlySet<string>;

function wordSets(speeches: readonly Speech[]): WordsIn {
  const sets = new Map(speeches.map((speech) => [speech.at, new Set(contentWords(speech.text))]));
  return ({ at }) => sets.get(at) ?? new Set();
}

/** Signs that need the run as a whole. */
function factsIn(run: Case, findings: readonly Finding[]): (speech: Speech) => Signs {
  const { narrative, records, commitments } = run;
  const speeches = speechesOf(narrative);
  const acts = actsOf(narrative, records).map(({ speech }) => speech.at);
  const refused = speeches
    .filter((speech) => answersTo(narrative, speech).some(({ failed }) => failed))
    .map(({ at }) => at);
  const origin = answerOrigin(narrative)?.at;
  const plan = commitments.orders[0]?.given.at;
  const work = speeches.find(({ bringsCode, calls }) => bringsCode || calls.length > 0)?.at;
  return ({ at, step, calls }) => ({
    finding: Math.max(0, ...findings.flatMap((finding) => (finding.step === step ? finding.confidence : []))),
    answerOrigin: flag(at === origin),
    refused: flag(refused.includes(at)),
    firstRefused: flag(refused[0] === at),
    act: flag(acts.includes(at)),
    lastAct: flag(acts.at(-1) === at),
    plan: flag(at === plan),
    firstWork: flag(at === work),
    onlyReads: flag(calls.length > 0 && !refused.includes(at) && !acts.includes(at)),
  });
}

const flag = (holds: boolean): number => (holds ? 1 : 0);

const LEAST_WORDS = 8;
const REPEATED = 0.7;

const isRepetition = (speech: Speech, earlier: readonly Speech[], wordsIn: WordsIn): boolean =>
  wordsIn(speech).size >= LEAST_WORDS &&
  earlier.some((other) => other.speaker === speech.speaker && similarity(wordsIn(speech), wordsIn(other)) >= REPEATED);

const OBJECTION_LENGTH = 400;

/** The next to speak is another one, and objects. */
function isOpposed({ narrative: { entries } }: Case, { at, speaker }: Speech): boolean {
  const next = entries.slice(at + 1).find(({ kind }) => kind === 'speech' || kind === 'request');
  if (next === undefined || (next.kind === 'speech' && next.speaker === speaker)) return false;
  return OPPOSES.test(next.text.slice(0, OBJECTION_LENGTH));
}
