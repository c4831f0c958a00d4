import { observationsOf, type Narrative, type Observation, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

const DONE =
  /\b(?:done|has been|have been|is now|are now|successfully|completed|as requested|was (?:found|updated|changed|sent|created)|shows?|according to|the (?:result|answer|output) is)\b|^- \[|=/im;
const ADMITS =
  /\b(?:error|fail\w*|unable|unfortunately|sorry|apolog\w*|cannot|can't|could not|couldn't|did ?n[o']t|not (?:found|available|possible|able|allowed|work\w*)|issue|problem|unavailable|invalid|instead|again|retry|missing|refused|denied|only|transfer\w*)\b/i;

export const ignoredError: Detector = {
  name: 'ignored-error',
  mode: 'other',
  isSymptom: true,
  looksFor: 'the only call before a speech has failed, and the speech goes on as if it had gone well',
  mustNotFireOn:
    'speeches that tell of the failure in any way, ask, or call again; tools that gave an answer after all',
  detect: ({ narrative }) => observationsOf(narrative).flatMap((observation) => ignored(narrative, observation) ?? []),
};

function ignored(narrative: Narrative, { failed, call, askedBy, at, ...rest }: Observation): Hit | undefined {
  const next = narrative.entries[at + 1];
  if (!failed || call === undefined || next?.kind !== 'speech') return undefined;
  if (speakerAt(narrative, askedBy) !== next.speaker || !passesOver(next)) return undefined;
  if (wentWell(narrative, call.name, next.speaker)) return undefined;
  return {
    blamed: next,
    claim: `speaks as if ${call.name} had gone well, which has failed`,
    evidence: [quoteOf(next), quoteOf({ failed, at, ...rest })],
  };
}

const speakerAt = ({ entries }: Narrative, at = -1): string | undefined => {
  const entry = entries[at];
  return entry?.kind === 'speech' ? entry.speaker : undefined;
};

const passesOver = ({ text, calls }: Speech): boolean =>
  calls.length === 0 && DONE.test(text) && !ADMITS.test(text) && !text.trimEnd().endsWith('?');

/** A call of the tool went well, before the speech or after it. */
const wentWell = (narrative: Narrative, tool: string, speaker: string): boolean =>
  observationsOf(narrative).some(
    ({ call, failed, askedBy }) => !failed && call?.name === tool && speakerAt(narrative, askedBy) === speaker,
  );
