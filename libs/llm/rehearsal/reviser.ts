import type { PlannedFact } from '#tasks';
import { bestKnown } from './beliefs.js';
import { findingsOn } from './findings.js';
import { assertedIn } from './reading.js';
import type { Act, Scene } from './scene.js';
import { callsIn } from './transcript.js';
import { aboutToCall, aboutToReport, isSecondResult, report } from './voice.js';
import { searchFor } from './worker.js';

/** Looks again at what it found, where somebody objects or others have found more, and says what it finds now. */
export function revise(scene: Scene): Act {
  const before = lastFindings(scene);
  const facts = reportedFacts(scene, before);
  const { beliefs, calls } = searchFor(scene, facts);
  if (calls.length > 0) return { text: aboutToCall(beliefs, calls), calls, slips: beliefs.slips };
  const { values, missing, slips } = findingsOn(scene, facts, bestKnown(beliefs));
  const text = aboutToReport(beliefs);
  if (scene.request.origin.purpose === 'exchange' && isSame(values, new Map(assertedIn(before)))) {
    const reason = 'My findings stand as they are.';
    return { text, calls: [{ name: 'finish', arguments: { reason } }], slips: beliefs.slips };
  }
  return {
    text,
    calls: [{ name: 'revise', arguments: { findings: report(values, missing) } }],
    slips: [...beliefs.slips, ...slips],
  };
}

/** What the agent last said that it found on its own brief; empty where it has not. */
const lastFindings = ({ request }: Scene): string =>
  callsIn(request.messages)
    .filter(({ name }) => name === 'report' || name === 'revise')
    .flatMap((call) => call.arguments['findings'] ?? [])
    .findLast((findings) => !isSecondResult(findings)) ?? '';

/** Facts that the findings state, or name as not found. */
const reportedFacts = ({ plan }: Scene, findings: string): readonly PlannedFact[] =>
  plan.facts.filter(({ id }) => findings.includes(`[${id}]`));

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([id, value]) => other.get(id) === value);
