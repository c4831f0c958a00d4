import type { ModelMessage } from '../port.js';
import { assertedIn, shownIn } from './reading.js';
import { splitAtLastAnswer, type Scene } from './scene.js';
import { misread, type Slip } from './slips.js';

/** What an agent takes the facts to be. It has its own notes, and what has come in since its last answer. */
export interface Beliefs {
  readonly values: ReadonlyMap<string, string>;
  /** Facts that it learnt just now, or changed its mind about: its answer notes them, or they are lost. */
  readonly learnt: ReadonlySet<string>;
  /** Facts that it had before its eyes and does not remember. */
  readonly lost: ReadonlySet<string>;
  readonly slips: readonly Slip[];
}

/** Facts enter by documents and by what others say; each is misread or forgotten at the scene's rates, once. */
export function believe(scene: Scene, ids: readonly string[]): Beliefs {
  const sources = sourcesOf(scene);
  const values = new Map<string, string>();
  const learnt = new Set<string>();
  const lost = new Set<string>();
  const slips: Slip[] = [];
  for (const id of ids) {
    const belief = beliefIn(id, scene, sources);
    if (belief.value !== undefined) values.set(id, belief.value);
    if (belief.learnt === true) learnt.add(id);
    if (belief.lost === true) lost.add(id);
    if (belief.slip !== undefined) slips.push(belief.slip);
  }
  return { values, learnt, lost, slips };
}

interface Sources {
  /** The agent's latest own statement of each fact. */
  readonly own: ReadonlyMap<string, string>;
  /** Facts that came in before its last answer. */
  readonly seen: ReadonlySet<string>;
  readonly documents: ReadonlyMap<string, Sighting>;
  /** What others have said since, in their order. */
  readonly voices: ReadonlyMap<string, readonly string[]>;
}
interface Sighting {
  readonly value: string;
  readonly others: readonly string[];
}

function sourcesOf({ request }: Scene): Sources {
  const { past, fresh } = splitAtLastAnswer(request.messages);
  const shown = (messages: readonly ModelMessage[]) => textsOf(messages, 'tool').flatMap(shownIn);
  const said = (messages: readonly ModelMessage[]) => textsOf(messages, 'user').flatMap(assertedIn);
  return {
    own: new Map(textsOf(past, 'assistant').flatMap(assertedIn)),
    seen: new Set([...shown(past).map(({ id }) => id), ...said(past).map(([id]) => id)]),
    documents: new Map(shown(fresh).map((figure) => [figure.id, figure])),
    voices: valuesById(said(fresh)),
  };
}

function valuesById(said: readonly (readonly [id: string, value: string])[]): Sources['voices'] {
  const values = new Map<string, string[]>();
  for (const [id, value] of said) values.set(id, [...(values.get(id) ?? []), value]);
  return values;
}

function textsOf(messages: readonly ModelMessage[], role: ModelMessage['role']): readonly string[] {
  return messages
    .filter((message) => message.role === role)
    .flatMap((message) =>
      message.role === 'assistant' ? [message.text, ...message.calls.map((call) => call.arguments)] : [message.text],
    );
}

interface Belief {
  readonly value?: string;
  readonly learnt?: true;
  readonly lost?: true;
  readonly slip?: Slip;
}

function beliefIn(id: string, scene: Scene, { own, seen, documents, voices }: Sources): Belief {
  const heard = voices.get(id) ?? [];
  const held = own.get(id);
  if (held !== undefined) return reconsidered(id, held, heard, scene);
  const sighting = documents.get(id) ?? asSighting(mostSaid(heard));
  if (sighting !== undefined) return read(id, sighting, scene);
  return seen.has(id) ? { lost: true } : {};
}

const asSighting = (value: string | undefined): Sighting | undefined =>
  value === undefined ? undefined : { value, others: [] };

function read(id: string, { value, others }: Sighting, { rates, chance }: Scene): Belief {
  if (chance('omit', id) < rates.contextOmission) {
    return { lost: true, slip: { mode: 'context_omission', fact: id, from: value } };
  }
  if (chance('drift', id) < rates.numericalDrift) {
    const wrong = misread(id, value, others, chance);
    return { value: wrong, learnt: true, slip: { mode: 'numerical_drift', fact: id, from: value, to: wrong } };
  }
  return { value, learnt: true };
}

/** A value of one's own gives way to that of a majority, oneself included, or stays. */
function reconsidered(id: string, held: string, heard: readonly string[], { rates, chance }: Scene): Belief {
  const theirs = mostSaid(heard);
  const supporters = heard.filter((value) => value === theirs).length;
  if (theirs === undefined || theirs === held || supporters * 2 <= heard.length + 1) return { value: held };
  return chance('adopt', id) < rates.adoptMajority ? { value: theirs, learnt: true } : { value: held };
}

/** The commonest value; of equally common ones the first. */
function mostSaid(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter((other) => other === value).length;
  return values.reduce<string | undefined>(
    (best, value) => (best === undefined || count(value) > count(best) ? value : best),
    undefined,
  );
}
