import { tagsIn } from '../ledgers/citations.js';
import { observationsOf, speechesOf, type Observation, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

const NOT_FOUND = /\bnot found:?[^\n]*|\b(?:could not|couldn't|did not|didn't) find[^\n]*/i;

export const overlookedFact: Detector = {
  name: 'overlooked-fact',
  mode: 'context_omission',
  looksFor: 'an agent that reports as not found what a tool has shown it before, by the tag of the fact',
  mustNotFireOn: 'facts that only others have seen',
  detect: (run) => speechesOf(run.narrative).flatMap((speech) => overlooked(run, speech)),
};

function overlooked({ narrative }: Case, speech: Speech): readonly Hit[] {
  const words = NOT_FOUND.exec(speech.text)?.[0];
  if (words === undefined) return [];
  const own = observationsOf(narrative).filter(
    ({ at, askedBy }) => at < speech.at && speakerAt(askedBy) === speech.speaker,
  );
  return tagsIn(words).flatMap((tag) => {
    const shown = own.find((observation) => shows(observation, tag));
    if (shown === undefined) return [];
    const claim = `reports [${tag}] as not found after a tool has shown it`;
    return [{ blamed: speech, claim, evidence: [quoteOf(speech, words), quoteOf(shown, `[${tag}]`)] }];
  });

  function speakerAt(at: number | undefined): string | undefined {
    const entry = at === undefined ? undefined : narrative.entries[at];
    return entry?.kind === 'speech' ? entry.speaker : undefined;
  }
}

const shows = ({ text, failed }: Observation, tag: string): boolean => !failed && text.includes(`[${tag}]`);
