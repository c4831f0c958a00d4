import type { Case } from '../detectors/detector.js';
import { quantitiesIn } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { contentWords, coverage, stem, wordsOf } from '../language/words.js';
import { requestsOf, speechesOf, type Speech } from '../narrative/narrative.js';
import type { Candidate } from './candidate.js';
import { flag } from './sign.js';

/** What a step leaves of what was asked for, each from 0 to 1. */
export const DEMANDS = {
  forgotten: 'share of the words of the task that agents have used before it, and from then on no more',
  codeLacks: 'it brings code: share of the words of its order, or of the task, that it lacks',
  numbersMissing: 'share of the numbers of the task that it lacks',
  partsMissing: 'the run ends with fewer things than the task asks for',
} as const;
export type DemandSigns = Readonly<Record<keyof typeof DEMANDS, number>>;

/** Nothing where a person is to blame. */
export function demandsOf(run: Case, step: Candidate): Partial<DemandSigns> {
  if (step.kind === 'request') return {};
  const { narrative, commitments } = run;
  const task = requestsOf(narrative)[0]?.text ?? '';
  const order = commitments.latestTo(step.speaker, step.at)?.given.text ?? task;
  const own = new Set(quantitiesIn(step.text).map(({ value }) => value));
  const given = quantitiesIn(task).map(({ value }) => value);
  return {
    forgotten: forgotten(speechesOf(narrative), task, step),
    codeLacks: step.bringsCode ? 1 - coverage([...stemsIn(order)], stemsIn(step.text)) : 0,
    numbersMissing: given.filter((value) => !own.has(value)).length / Math.max(1, given.length),
    partsMissing: flag(partsOf(task) > thingsIn(speechesOf(narrative).at(-1)?.text ?? '')),
  };
}

const stemsIn = (text: string): ReadonlySet<string> => new Set(contentWords(text.replaceAll('_', ' ')).map(stem));

/** Whoever repeats the task word by word uses nothing of it. */
function forgotten(speeches: readonly Speech[], task: string, { at }: Speech): number {
  const plain = task.toLowerCase().trim();
  const using = speeches.filter(({ text }) => !text.toLowerCase().includes(plain));
  const [before, since] = [using.filter((one) => one.at < at), using.filter((one) => one.at >= at)].map((part) =>
    stemsIn(part.map(({ text }) => text).join('\n')),
  );
  const words = [...stemsIn(task)];
  return words.filter((word) => before?.has(word) && !since?.has(word)).length / Math.max(1, words.length);
}

const ASKED = /(?:^|\band |, )(?:(?:in|on|at|of|from|to|by|with) )?(?:who|whose|which|what|when|where|how)\b/gi;

/** How many things a task asks for, as in `who ..., and in which year ...?` */
const partsOf = (task: string): number =>
  sentencesOf(task)
    .filter((sentence) => sentence.includes('?'))
    .flatMap((sentence) => sentence.match(ASKED) ?? []).length;

/** How many things an answer has: what stands after its mark, divided at commas and `and`. */
const thingsIn = (text: string): number =>
  (text.split(/final answer:?/i).at(-1) ?? '').split(/[,;\n]|\band\b/).filter((part) => wordsOf(part).length > 0)
    .length;
