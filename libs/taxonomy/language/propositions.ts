import winkModel from 'wink-eng-lite-web-model';
import wink, { type ItsFunction, type ItsHelpers } from 'wink-nlp';

const nlp = wink(winkModel, ['sbd', 'negation', 'pos']);
const its: ItsHelpers = nlp.its;

type Of<T> = Readonly<Record<'pos' | 'lemma' | 'negationFlag', ItsFunction<T>>>;
// The package's types forget that lemmas come from the model's addons, and that its functions need no `this`.
const { pos, lemma, negationFlag } = its as unknown as Of<string>;

/** What a sentence says, without its inflections. */
export interface Proposition {
  /** Lemmas of the words that carry meaning. */
  readonly lemmas: readonly string[];
  readonly isNegated: boolean;
  /** It has a noun, a name or a number to speak of. */
  readonly hasSubject: boolean;
}

const CARRYING = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ', 'NUM', 'SYM', 'X']);
const THINGS = new Set(['NOUN', 'PROPN', 'NUM']);
const EMPTY = new Set(['be', 'have', 'do', 'not', "n't", 'no', 'never']);

export function propositionOf(sentence: string): Proposition {
  const tokens = nlp.readDoc(sentence).tokens();
  const parts = tokens.out(pos);
  const lemmas = tokens.out(lemma).map((word) => word.toLowerCase());
  return {
    lemmas: lemmas.filter((word, at) => CARRYING.has(parts[at] ?? '') && !EMPTY.has(word)),
    isNegated: tokens.out(negationFlag).some(Boolean),
    hasSubject: parts.some((part) => THINGS.has(part)),
  };
}
