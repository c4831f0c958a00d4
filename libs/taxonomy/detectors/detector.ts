import type { Evidence, Finding } from '../diagnosis.js';
import type { FailureMode } from '../failure-mode.js';
import type { CommitmentLedger } from '../ledgers/commitment-ledger.js';
import type { RecordLedger } from '../ledgers/record-ledger.js';
import type { StateClaim } from '../ledgers/state-claims.js';
import type { ValueLedger } from '../ledgers/value-ledger.js';
import { plain } from '../language/sentences.js';
import type { Entry, Narrative, Speech } from '../narrative/narrative.js';

/** A run with everything that was written down about it. */
export interface Case {
  readonly narrative: Narrative;
  readonly records: RecordLedger;
  readonly claims: readonly StateClaim[];
  readonly values: ValueLedger;
  readonly commitments: CommitmentLedger;
}

/** Looks for one kind of fault. Pure; finds nothing where content is missing. */
export interface Detector {
  readonly name: string;
  readonly mode: FailureMode;
  readonly looksFor: string;
  readonly mustNotFireOn: string;
  /** What it finds follows from another fault as often as not: any finding of a cause is decisive before it. */
  readonly isSymptom?: true;
  readonly detect: (run: Case) => readonly Hit[];
}

/** A fault and the speech that introduced it. */
export interface Hit {
  readonly blamed: Speech;
  readonly claim: string;
  readonly evidence: readonly Evidence[];
  /** Where it is not the detector's. */
  readonly mode?: FailureMode;
}

const LONGEST_QUOTE = 240;

/** The words of an entry that show something, as they stand in the run: `words` and what stands around them, or its beginning. */
export function quoteOf(entry: Entry, words = ''): Evidence {
  const text = passageOf(entry, words);
  const found = text.indexOf(words);
  const from = words === '' || found < 0 ? 0 : Math.max(0, found - 40);
  return {
    step: entry.step,
    ...(entry.spanId !== undefined && { spanId: entry.spanId }),
    quote: text.slice(from, from + LONGEST_QUOTE),
  };
}

/** Of what an entry was put together of the text that has the words, else the longest. */
function passageOf({ text, parts = [text] }: Entry, words: string): string {
  const holding = words === '' ? undefined : parts.find((part) => part.includes(words) || plain(part).includes(words));
  return holding ?? parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

export const findingOf = (detector: Detector, { blamed, claim, evidence, mode }: Hit, confidence: number): Finding => ({
  detector: detector.name,
  mode: mode ?? detector.mode,
  agent: blamed.speaker,
  step: blamed.step,
  ...(blamed.spanId !== undefined && { spanId: blamed.spanId }),
  claim,
  evidence,
  confidence,
});
