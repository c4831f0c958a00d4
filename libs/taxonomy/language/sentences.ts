const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences and lines of a text, without marks of lists and emphasis. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => [...segmenter.segment(plain(line))].map(({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== '');
}

/** A line without the marks of Markdown. */
export const plain = (line: string): string =>
  line.replace(/\*\*|__|`/g, '').replace(/^[\s>#]*(?:[-*•]|\d{1,2}[.)])\s+/, '');

const SUPPOSED =
  /\b(?:if|would|could|should|may|might|can|whether|unless|once|until|will|let me|please|assum\w*|suppose|want|like to|try|going to|need to|to be)\b/i;

/** Stated as a fact: neither asked, supposed, planned nor wished. */
export const isStated = (sentence: string): boolean => !sentence.includes('?') && !SUPPOSED.test(sentence);
