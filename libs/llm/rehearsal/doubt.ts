import { majorityOf } from './majority.js';
import { askedIn, assertedIn } from './reading.js';
import type { Scene } from './scene.js';
import { activationStart, textsOf } from './transcript.js';
import { lastFailure } from './trial.js';

/**
 * The message from which on the agent trusts what it has noted of a fact. All is in doubt that an answer rested on which
 * did not stand its trial; so is a fact that somebody objects to, that peers are divided over, or that a brief asks for
 * once more.
 */
export function trustedFrom(scene: Scene): (id: string) => number {
  const { messages, origin } = scene.request;
  const failed = lastFailure(scene) + 1;
  const start = activationStart(messages);
  const questioned = new Set(
    QUESTIONED[origin.purpose]?.({
      told: textsOf(messages.slice(start), 'user'),
      noted: new Map(textsOf(messages.slice(0, start), 'assistant').flatMap(assertedIn)),
    }),
  );
  return (id) => (questioned.has(id) ? Math.max(failed, start) : failed);
}

/** Purposes of checking what another agent says: whatever passed before one's eyes on other business is looked up. */
const CHECKING: ReadonlySet<string> = new Set(['review', 'ratify']);

/** The message from which on the agent counts a fact as looked up and seen. */
export function searchedFrom(scene: Scene): (id: string) => number {
  const { messages, origin } = scene.request;
  const trusted = trustedFrom(scene);
  const start = CHECKING.has(origin.purpose) ? activationStart(messages) : 0;
  return (id) => Math.max(start, trusted(id));
}

/** What an agent was told in its activation, and what it had noted before. */
interface Standing {
  readonly told: readonly string[];
  readonly noted: ReadonlyMap<string, string>;
}

const asked = ({ told }: Standing): readonly string[] => told.flatMap(askedIn);
const objectedTo = ({ told }: Standing): readonly string[] => told.flatMap(assertedIn).map(([id]) => id);

/** Facts on which no value, its own included, has more voices than any other. */
function divided({ told, noted }: Standing): readonly string[] {
  const voices = Map.groupBy([...noted, ...told.flatMap(assertedIn)], ([id]) => id);
  return [...voices].flatMap(([id, said]) =>
    majorityOf(said.map(([, value]) => value))?.isDivided === true ? [id] : [],
  );
}

/** Which facts an activation puts in question, by its purpose. */
const QUESTIONED: Readonly<Record<string, (standing: Standing) => readonly string[]>> = {
  work: asked,
  verify: asked,
  revise: objectedTo,
  reconsider: objectedTo,
  debate: divided,
};
