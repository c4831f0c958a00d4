import { withDigits } from '../language/number-words.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

export const miscountedList: Detector = {
  name: 'miscounted-list',
  mode: 'numerical_drift',
  looksFor: 'a list that a speech writes out and counts in its next sentence, and the count is another one',
  mustNotFireOn: 'lists of less than 4; counts that are far off, since they are of something else',
  detect: ({ narrative }) => speechesOf(narrative).flatMap((speech) => (speech.bringsCode ? [] : miscounted(speech))),
};

/** `: a, b, c and d. That makes 5` */
const COUNTED =
  /:\s*((?:[^,.;:\n]{1,60},\s*){2,}[^,.;:\n]{1,80})[.;]\s*(?:that|this|these|so|thus|there|hence|therefore|in total|altogether)\b[^.\n]{0,50}?\b(?:makes?|are|is|gives?|total(?:s|ing)?|of)\s+((?:only |exactly |a total of )?[\w-]+)/gi;
const LEAST_LISTED = 4;
const NEAR = 2;

const miscounted = (speech: Speech): readonly Hit[] =>
  [...speech.text.matchAll(COUNTED)].flatMap(([words, list = '', count = '']) => {
    const listed = list.split(/,\s*(?:and\s+)?|\s+and\s+/).filter((item) => item.trim() !== '').length;
    const counted = Number(/\d+/.exec(withDigits(count))?.[0]);
    const isOff = counted !== listed && Math.abs(counted - listed) <= NEAR;
    if (listed < LEAST_LISTED || !isOff) return [];
    return [
      { blamed: speech, claim: `counts ${counted} where it lists ${listed}`, evidence: [quoteOf(speech, words)] },
    ];
  });
