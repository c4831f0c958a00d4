import type { FailureMode } from '../failure-mode.js';
import { agrees, citationsOf, onlyNumber, sourceOf, type Citation } from '../ledgers/citations.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const misquotedCitation: Detector = {
  name: 'misquoted-citation',
  mode: 'numerical_drift',
  looksFor:
    'a value given for a tag that is not the one its source shows; a contradiction where it was given rightly by the same agent before, `other` where one name stands for another',
  mustNotFireOn: 'a tag whose source has not been seen; repetitions of what somebody else misquoted first',
  detect: (run) => {
    const citations = citationsOf(run.narrative);
    const seen = new Set<string>();
    return citations.flatMap((citation) => {
      const key = `${citation.tag} ${citation.value}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return misquoted(run, citation, citations) ?? [];
    });
  },
};

function misquoted({ narrative }: Case, citation: Citation, all: readonly Citation[]): Hit | undefined {
  const { speech, tag, value, words } = citation;
  const source = sourceOf(narrative, tag, speech.at);
  if (source === undefined || agrees(value, source.line)) return undefined;
  const right = all.find(
    (other) =>
      other.tag === tag &&
      other.speech.at < speech.at &&
      other.speech.speaker === speech.speaker &&
      agrees(other.value, source.line),
  );
  return {
    blamed: speech,
    mode: right === undefined ? misreadAs(value, source.line) : 'logical_contradiction',
    claim: `says ${words}, against its source`,
    evidence: [
      quoteOf(speech, words),
      quoteOf(source.entry, `[${tag}]`),
      ...(right ? [quoteOf(right.speech, right.words)] : []),
    ],
  };
}

/** Only numbers differ, or a name was taken for another. */
const misreadAs = (value: string, line: string): FailureMode =>
  onlyNumber(value) !== undefined || withoutNumbers(line).includes(withoutNumbers(value)) ? 'numerical_drift' : 'other';

const withoutNumbers = (text: string): string => text.toLowerCase().replace(/[\d.,-]/g, '');
