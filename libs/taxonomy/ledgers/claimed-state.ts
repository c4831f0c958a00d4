import { isStated } from '../language/sentences.js';

/** It tells of a change, so that an attribute may be what the thing was. */
const CHANGED = /\b(?:been|successfully|now|has|have|was|were|becomes?)\b/i;
const NEGATED = /\b(?:not|never|no longer|cannot|neither|nor)\b|n't\b/i;

/**
 * A sentence says that a thing is in a state: `#12 is pending`, `#12 (pending)`, `#12: pending`, or `pending orders (#1
 * and #12)`. With several things in the sentence only the last form counts.
 */
export function saysState(sentence: string, id: string, state: string, isAlone: boolean): boolean {
  if (sentence.includes('?') || NEGATED.test(sentence)) return false;
  const word = state.replace(/-/g, '\\-');
  if (new RegExp(`\\b${word}\\s+\\w+\\s*[(:]`, 'i').test(sentence) && !CHANGED.test(sentence)) return true;
  if (!isAlone || !isStated(sentence)) return false;
  const thing = id.replace(/[^\w]/g, '\\$&');
  return new RegExp(
    `${thing}(?:[^,;]{0,40}?\\b${LINK}["'\\s:]+|[^\\w,;]{1,3}:\\s*|:\\s*|[^,;()]{0,30}\\(\\s*)${word}\\b`,
    'i',
  ).test(sentence);
}

const LINK =
  '(?:is|are|was|were|been|as|status|now|currently|still|already|in)\\b(?:\\s+(?:an?|the|now|currently|still|already|in|of)\\b)*';
