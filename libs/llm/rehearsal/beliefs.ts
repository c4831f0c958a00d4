import type { PlannedFact } from '#tasks';
import type { Chance } from './chance.js';
import { evidenceIn, type Evidence } from './evidence.js';
import { majorityOf } from './majority.js';
import type { Scene } from './scene.js';
import { misreading, type Sighting, type Slip } from './slips.js';

/** What an agent takes the facts to be. It has its own notes, and what has come in since its last answer. */
export interface Beliefs {
  readonly values: ReadonlyMap<string, string>;
  /** What it would take facts to be that it is not sure of: notes in doubt, and what others disagree on. */
  readonly unsure: ReadonlyMap<string, string>;
  /** Facts that it learnt just now, or changed its mind about: its answer notes them, or they are lost. */
  readonly learnt: ReadonlySet<string>;
  /** Facts that it had before its eyes and does not remember. */
  readonly lost: ReadonlySet<string>;
  readonly slips: readonly Slip[];
}

/** Whose words an agent goes by where it has neither notes nor a source: those since its last answer, all, or nobody's. */
export type Hearing = 'fresh' | 'all' | 'none';

/** What an agent goes by when it can find out no more. */
export const bestKnown = ({ values, unsure }: Beliefs): ReadonlyMap<string, string> => new Map([...unsure, ...values]);

/** What is not sure is taken for a fact, and noted, unless it is still open. */
export function settled(beliefs: Beliefs, open: readonly string[]): Beliefs {
  const taken = [...beliefs.unsure].filter(([id]) => !open.includes(id));
  const learnt = new Set([...beliefs.learnt, ...taken.map(([id]) => id)]);
  return { ...beliefs, values: new Map([...beliefs.values, ...taken]), learnt };
}

/** Facts enter by documents, by tools and by what others say; each is misread or forgotten at the scene's rates, once. */
export function believe(scene: Scene, facts: readonly PlannedFact[], hearing: Hearing = 'fresh'): Beliefs {
  const evidenceOf = evidenceIn(scene);
  const beliefs = facts.map((fact) => ({ id: fact.id, ...beliefIn(fact, scene, evidenceOf(fact.id), hearing) }));
  const known = (of: (belief: Belief) => string | undefined) =>
    new Map(beliefs.flatMap((belief) => [[belief.id, of(belief)] as const]).filter(isGiven));
  const idsOf = (which: (belief: Belief) => true | undefined) => new Set(beliefs.filter(which).map(({ id }) => id));
  return {
    values: known(({ value }) => value),
    unsure: known(({ unsure }) => unsure),
    learnt: idsOf(({ learnt }) => learnt),
    lost: idsOf(({ lost }) => lost),
    slips: beliefs.flatMap(({ slip }) => slip ?? []),
  };
}

const isGiven = (entry: readonly [string, string | undefined]): entry is readonly [string, string] =>
  entry[1] !== undefined;

interface Belief {
  readonly value?: string;
  readonly unsure?: string | undefined;
  readonly learnt?: true;
  readonly lost?: true;
  readonly slip?: Slip;
}

function beliefIn(fact: PlannedFact, scene: Scene, evidence: Evidence, hearing: Hearing): Belief {
  const { own, doubted, sighting, heard } = evidence;
  if (own !== undefined) return reconsidered(fact.id, own, heard, scene);
  if (sighting !== undefined) return read(fact, sighting, scene);
  if (doubted !== undefined) return { unsure: reconsidered(fact.id, doubted, heard, scene).value };
  const voices = voicesIn(evidence, hearing);
  return voices.length === 0 ? missed(evidence, hearing) : hearsay(fact, voices, scene);
}

/** Voices that were divided count again when there are new ones. */
function voicesIn({ heard, heardBefore }: Evidence, hearing: Hearing): readonly string[] {
  if (hearing === 'none') return [];
  const isOpen = heard.length > 0 && majorityOf(heardBefore)?.isDivided === true;
  return hearing === 'all' || isOpen ? [...heardBefore, ...heard] : heard;
}

/** Each voice is heard by itself, rightly or not; what most of them seem to say is believed. */
function hearsay(fact: PlannedFact, voices: readonly string[], scene: Scene): Belief {
  const readings = voices.map((value, position) => {
    const chance: Chance = (...question) => scene.chance(...question, String(position));
    return read(fact, { value, others: [] }, { ...scene, chance });
  });
  const theirs = majorityOf(readings.flatMap(({ value }) => value ?? []));
  // Where every voice is forgotten, so is the fact.
  const reading = readings.find(({ value }) => value === theirs?.value) ?? {};
  if (theirs?.isDivided !== true) return reading;
  return { unsure: theirs.value, ...(reading.slip === undefined ? {} : { slip: reading.slip }) };
}

function read(fact: PlannedFact, seen: Sighting, { rates, chance }: Scene): Belief {
  const { id } = fact;
  if (chance('omit', id) < rates.contextOmission) {
    return { lost: true, slip: { mode: 'context_omission', fact: id, from: seen.value } };
  }
  if (chance('drift', id) >= rates.numericalDrift) return { value: seen.value, learnt: true };
  const slip = misreading(fact, seen, chance);
  return { value: slip.to, learnt: true, slip };
}

/** A value of one's own gives way to that of a majority, oneself included, or stays. */
function reconsidered(id: string, held: string, heard: readonly string[], { rates, chance }: Scene): Belief {
  const theirs = majorityOf(heard);
  if (theirs === undefined || theirs.value === held || theirs.count * 2 <= heard.length + 1) return { value: held };
  return chance('adopt', id) < rates.adoptMajority ? { value: theirs.value, learnt: true } : { value: held };
}

/** A fact of which nothing new is known: it never came up, was forgotten, or the others were divided over it. */
function missed({ wasShown, heardBefore }: Evidence, hearing: Hearing): Belief {
  const said = hearing === 'none' ? undefined : majorityOf(heardBefore);
  if (wasShown || said?.isDivided === false) return { lost: true };
  return { unsure: said?.value };
}
