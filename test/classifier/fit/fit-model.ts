import { LOUDNESS } from '../../../libs/taxonomy/attribution/scores.js';
import { SIGNS, type Sign } from '../../../libs/taxonomy/attribution/sign.js';
import type { Suspect } from '../../../libs/taxonomy/attribution/suspect.js';
import type { Weights } from '../../../libs/taxonomy/attribution/weights.js';
import { FAILURE_MODES } from '#taxonomy';
import { fitLogit, type Choice, type Row } from './logit.js';
import { OPINION } from './prior.js';
import { isWritten, type Sample } from './sample.js';
import { vocabularyOf } from './vocabulary.js';

const NAMES = Object.keys(SIGNS) as readonly Sign[];
const STRENGTH = 2;
/** Of a made-up or rehearsed run, against 1 of a written one. */
const MADE_UP = 0.1;

/**
 * Every class counts the same, however many runs it has. Of made-up and rehearsed ones only the steps are learnt: their
 * classes have the forms, and their speakers the words, that we thought of.
 */
export function fitModel(samples: readonly Sample[]): Weights {
  const written = samples.filter(isWritten);
  const vocabulary = vocabularyOf(written);
  const columnOf = new Map(vocabulary.map((wording, at) => [wording, NAMES.length + at]));
  const sizes = Map.groupBy(written, ({ mode }) => mode);
  const weightOf = ({ mode }: Sample): number => written.length / (sizes.size * (sizes.get(mode)?.length ?? 1));
  const choices = samples.map((sample): Choice => ({
    rows: sample.suspects.map((suspect) => rowOf(suspect, columnOf)),
    truth: sample.truth,
    ...(isWritten(sample)
      ? { mode: FAILURE_MODES.indexOf(sample.mode), weight: weightOf(sample) }
      : { weight: MADE_UP }),
  }));
  const centre = [...NAMES.map((name) => OPINION[name] ?? 0), ...vocabulary.map(() => 0)];
  const weights = fitLogit(choices, { centre, modes: FAILURE_MODES.length, strength: STRENGTH });
  return {
    signs: Object.fromEntries(NAMES.map((name, at) => [name, weights[at]!])) as Weights['signs'],
    wordings: new Map(vocabulary.map((wording, at) => [wording, weights[NAMES.length + at]!])),
  };
}

/** As `scoresOf` weighs them: all wordings that are known have the length `LOUDNESS` together. */
function rowOf({ signs, wordings }: Suspect, columnOf: ReadonlyMap<string, number>): Row {
  const present = NAMES.map((name, at) => ({ column: at, value: signs[name] ?? 0 })).filter(({ value }) => value !== 0);
  const known = [...wordings].flatMap((wording) => columnOf.get(wording) ?? []);
  return {
    columns: [...present.map(({ column }) => column), ...known],
    values: [...present.map(({ value }) => value), ...known.map(() => LOUDNESS / Math.sqrt(known.length))],
  };
}
