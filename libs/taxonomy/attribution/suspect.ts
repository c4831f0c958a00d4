import type { Case } from '../detectors/detector.js';
import { speechesOf } from '../narrative/narrative.js';
import { candidatesOf, type Candidate } from './candidate.js';
import { demandSigns } from './demand-signs.js';
import { errandSigns } from './errand-signs.js';
import { exchangeSigns } from './exchange-signs.js';
import { firstMentions } from './first-mentions.js';
import { languageSigns } from './language-signs.js';
import { placeSigns } from './place-signs.js';
import { reasoningSigns } from './reasoning-signs.js';
import { runSigns } from './run-signs.js';
import type { Signs } from './sign.js';
import { spokenWords } from './spoken-words.js';
import { teamworkSigns } from './teamwork-signs.js';
import { wordings } from './wordings.js';

export interface Suspect {
  readonly candidate: Candidate;
  readonly signs: Signs;
  /** What it says, in words and pairs of words. */
  readonly wordings: ReadonlySet<string>;
}

/** The signs of every candidate, in the order of the narrative. */
export function suspectsOf(run: Case): readonly Suspect[] {
  const wordsIn = spokenWords(speechesOf(run.narrative));
  const first = firstMentions(run.narrative);
  const sources = [
    placeSigns(run, wordsIn),
    exchangeSigns(run, wordsIn, first),
    languageSigns(run, wordsIn, first),
    errandSigns(run, wordsIn, first),
    teamworkSigns(run, first),
    reasoningSigns(run),
    demandSigns(run),
  ];
  const ofRun = runSigns(run);
  const signsOf = (candidate: Candidate): Signs =>
    candidate.kind === 'request'
      ? { ...ofRun, request: 1 }
      : sources.reduce<Signs>((signs, source) => ({ ...signs, ...source(candidate) }), ofRun);
  const wordingsOf = wordings(run.narrative);
  return candidatesOf(run.narrative).map((candidate) => ({
    candidate,
    signs: signsOf(candidate),
    wordings: wordingsOf(candidate),
  }));
}
