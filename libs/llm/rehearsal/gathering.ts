import type { PlannedFact } from '#tasks';
import { searchedFrom } from './doubt.js';
import { keyOf, lookupCalls } from './lookups.js';
import { isUsable, type PlannedCall, type Scene } from './scene.js';
import { callsIn } from './transcript.js';

/** What the agent looks for, and what it takes facts to be. */
interface Search {
  readonly scene: Scene;
  readonly missing: readonly PlannedFact[];
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The next calls that bring in facts: of each the next lookup that it has not made. Lookups that lead up to another one
 * are left out where too few turns are left. Nothing when everything has been tried.
 */
export function gatheringCalls(search: Search): readonly PlannedCall[] {
  const from = searchedFrom(search.scene);
  const calls = search.missing.flatMap((fact) => nextLookup(search, fact, from(fact.id)) ?? []);
  return [...new Map(calls.map((call) => [keyOf(call), call])).values()];
}

/** `from` is the message from which on lookups count as made. */
function nextLookup({ scene, values }: Search, fact: PlannedFact, from: number): PlannedCall | undefined {
  const { messages, origin } = scene.request;
  const made = new Set(callsIn(messages.slice(from)).map(keyOf));
  const lookups = lookupCalls(fact, values) ?? [];
  const done = lookups.findLastIndex((call) => made.has(keyOf(call))) + 1;
  const possible = lookups.slice(done).filter((call) => isUsable(scene, call.name) && isNamed(scene, call));
  return possible[Math.max(0, possible.length - origin.remaining)];
}

/** The agent knows of a document only what its request says. */
function isNamed({ request }: Scene, call: PlannedCall): boolean {
  const documentId = call.arguments['documentId'];
  return documentId === undefined || request.messages.some(({ text }) => text.includes(documentId));
}
