import { alteredValue } from './altered-value.js';
import { answeredOtherQuestion } from './answered-other-question.js';
import { choiceIgnored } from './choice-ignored.js';
import { contradictedRecord } from './contradicted-record.js';
import { deniedRecord } from './denied-record.js';
import type { Detector } from './detector.js';
import { droppedCondition } from './dropped-condition.js';
import { duplicateOrder } from './duplicate-order.js';
import { foreseeableRefusal } from './foreseeable-refusal.js';
import { ignoredError } from './ignored-error.js';
import { misattributedValue } from './misattributed-value.js';
import { miscountedList } from './miscounted-list.js';
import { misdirectedAnswer } from './misdirected-answer.js';
import { misquotedCitation } from './misquoted-citation.js';
import { misquotedNumber } from './misquoted-number.js';
import { oppositeClaims } from './opposite-claims.js';
import { overlookedFact } from './overlooked-fact.js';
import { staleRead } from './stale-read.js';
import { unansweredOrder } from './unanswered-order.js';
import { unfinishedWork } from './unfinished-work.js';
import { widerThanAsked } from './wider-than-asked.js';
import { wrongArithmetic } from './wrong-arithmetic.js';
import { wrongConversion } from './wrong-conversion.js';
import { wrongCount } from './wrong-count.js';
import { wrongTotal } from './wrong-total.js';

/** All detectors; their order has no meaning. */
export const DETECTORS: readonly Detector[] = [
  alteredValue,
  answeredOtherQuestion,
  choiceIgnored,
  contradictedRecord,
  deniedRecord,
  droppedCondition,
  duplicateOrder,
  foreseeableRefusal,
  ignoredError,
  misattributedValue,
  miscountedList,
  misdirectedAnswer,
  misquotedCitation,
  misquotedNumber,
  oppositeClaims,
  overlookedFact,
  staleRead,
  unansweredOrder,
  unfinishedWork,
  widerThanAsked,
  wrongArithmetic,
  wrongConversion,
  wrongCount,
  wrongTotal,
];
