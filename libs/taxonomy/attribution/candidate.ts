import { requestsOf, speechesOf, type Narrative, type Request, type Speech } from '../narrative/narrative.js';

/** A step that may have introduced the fault: what agents say, and what people add to their request later. */
export type Candidate = Speech | Request;

export function candidatesOf(narrative: Narrative): readonly Candidate[] {
  const speeches = speechesOf(narrative);
  const first = speeches[0]?.at ?? Infinity;
  const late = requestsOf(narrative).filter(({ at }) => at > first);
  return [...speeches, ...late].sort((a, b) => a.at - b.at);
}
