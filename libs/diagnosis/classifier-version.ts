import type { CLASSIFIER_VERSION } from '#taxonomy';

/** Known without loading the classifier: the compiler says when it is another. */
export const JUDGED_BY: typeof CLASSIFIER_VERSION = '8';
