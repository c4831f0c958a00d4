import { searchedFrom, trustedFrom } from './doubt.js';
import { assertedIn, shownIn, type Shown } from './reading.js';
import type { Scene } from './scene.js';
import { freshStart, textsOf } from './transcript.js';

/** What a request says about one fact. */
export interface Evidence {
  /** The agent's latest own statement of it. */
  readonly own: string | undefined;
  /** Its latest statement that is in doubt since. */
  readonly doubted: string | undefined;
  /** Shown by a document or a tool since its last answer. */
  readonly sighting: Shown | undefined;
  /** What others have said, in their order, since the agent last stated it, or else since its last answer. */
  readonly heard: readonly string[];
  /** What others had said before, and is not in doubt since. */
  readonly heardBefore: readonly string[];
  /** Shown before its last answer, when the agent was looking for it. */
  readonly wasShown: boolean;
}

/** Looks through a request once, for all facts. */
export function evidenceIn(scene: Scene): (id: string) => Evidence {
  const { messages } = scene.request;
  const fresh = freshStart(messages);
  const [trusted, searched] = [trustedFrom(scene), searchedFrom(scene)];
  const says = statementsIn(messages.map((message) => textsOf([message], 'assistant')));
  const hears = statementsIn(messages.map((message) => textsOf([message], 'user')));
  const sees = messages.map((message) => textsOf([message], 'tool').flatMap(shownIn));
  return (id) => {
    const from = trusted(id);
    const stated = says.findLastIndex((said) => said.some(([fact]) => fact === id));
    const answered = stated < from ? fresh : stated;
    const shown = (start: number, end?: number) =>
      sees
        .slice(start, end)
        .flat()
        .filter((fact) => fact.id === id);
    return {
      own: valuesOf(id, says.slice(from)).at(-1),
      doubted: valuesOf(id, says.slice(0, from)).at(-1),
      sighting: shown(Math.max(from, fresh)).at(-1),
      heard: valuesOf(id, hears.slice(answered)),
      heardBefore: valuesOf(id, hears.slice(from, answered)),
      wasShown: shown(searched(id), fresh).length > 0,
    };
  };
}

type Statements = ReturnType<typeof assertedIn>;

/** By message. */
const statementsIn = (texts: readonly (readonly string[])[]): readonly Statements[] =>
  texts.map((said) => said.flatMap(assertedIn));

const valuesOf = (id: string, said: readonly Statements[]): readonly string[] =>
  said.flat().flatMap(([fact, value]) => (fact === id ? [value] : []));
