import nlp from 'compromise';

const WORD = /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)\b/i;

/** A sentence with its number words as digits; others are left alone. */
export const withDigits = (sentence: string): string => {
  if (!WORD.test(sentence)) return sentence;
  const document = nlp(sentence);
  document.numbers().toNumber();
  return document.text();
};
