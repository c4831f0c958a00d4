import { sentencesOf } from '../language/sentences.js';
import { speechesOf } from '../narrative/narrative.js';
import { quoteOf, type Detector } from './detector.js';

const ANNOUNCES =
  /^(?:(?:next|now|then|first|ok(?:ay)?|alright|so)\b,?\s*)?(?:I(?:'ll| will| am going to|'m going to| need to| shall)|let me|let's|let us|we (?:will|need to|should) (?:now|next|then|first))\b/i;
/** Offers and waiting are no work; nor is what is announced on a condition, or to a person who has the word. */
const NO_WORK =
  /\b(?:wait\w*|if|once|when|happy to|help|assist\w*|transfer\w*|know|confirm\w*|thank|be here|contact|terminate)\b|\?/i;

export const unfinishedWork: Detector = {
  name: 'unfinished-work',
  mode: 'other',
  isSymptom: true,
  looksFor: 'the run ends with an agent that announces its next piece of work',
  mustNotFireOn: 'offers, waiting, what depends on somebody’s answer; runs that somebody else ends; orders and code',
  detect: ({ narrative: { entries }, narrative }) => {
    const last = speechesOf(narrative).at(-1);
    if (last?.at !== entries.length - 1) return [];
    const words = sentencesOf(last.text).at(-1) ?? '';
    const works = last.isOrder || last.bringsCode || last.calls.length > 0;
    if (works || !ANNOUNCES.test(words) || NO_WORK.test(words)) return [];
    return [{ blamed: last, claim: 'ends the run with work announced and not done', evidence: [quoteOf(last, words)] }];
  },
};
