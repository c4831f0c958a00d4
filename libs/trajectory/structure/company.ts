import type { Activation } from './activations.js';
import type { Caller } from './callers.js';
import type { Schedule } from './schedule.js';
import { TOLERANCE_MS } from './tolerance.js';

/**
 * How agents that nobody called went about. `star`: one has the floor between the others and at the end. `led_rounds`:
 * the same, and the others come again in between.
 */
export type Company = 'alone' | 'at_once' | 'once_each' | 'star' | 'led_rounds' | 'rounds';

export type Named = Activation & { readonly name: string };

/** The work that nobody is known to have called for, by time; that of `passing` agents apart. */
export const freeWork = (
  schedule: Schedule,
  callers: ReadonlyMap<Activation, Caller>,
  passing: ReadonlySet<string | undefined> = new Set(),
): readonly Named[] =>
  schedule
    .of(undefined)
    .filter((activation) => !callers.has(activation) && !passing.has(activation.name))
    .filter((activation): activation is Named => activation.name !== undefined);

export function companyOf(free: readonly Named[]): Company {
  const turns = turnsOf(free);
  const names = new Set(turns);
  if (names.size < 2) return 'alone';
  if (turns.length === names.size) return areAllAtOnce(free) ? 'at_once' : 'once_each';
  if (names.size === 2) return 'rounds';
  const alternates = turns.every((name, index) => (index % 2 === 0) === (name === turns[0]));
  if (alternates) return 'star';
  if (turns[0] !== turns.at(-1) || overlapsOthers(free, turns[0])) return 'rounds';
  return stretches(free).some(({ work }) => new Set(work.map(({ name }) => name)).size < work.length)
    ? 'led_rounds'
    : 'star';
}

/** Names in the order of the floor; one that has it several times in a row once. */
const turnsOf = (free: readonly Named[]): readonly string[] =>
  free.filter((one, index) => one.name !== free[index - 1]?.name).map(({ name }) => name);

function areAllAtOnce(free: readonly Named[]): boolean {
  const firstEnd = free.reduce((end, { endMs }) => Math.min(end, endMs), Infinity);
  return (free.at(-1)?.startMs ?? 0) < firstEnd;
}

/** Several agents are at work at one time. */
export function areSeveralAtOnce(free: readonly Named[]): boolean {
  let [end, name]: [number, string | undefined] = [-Infinity, undefined];
  return free.some((one) => {
    const isBeside = one.name !== name && one.startMs + TOLERANCE_MS < end;
    if (one.endMs > end) [end, name] = [one.endMs, one.name];
    return isBeside;
  });
}

function overlapsOthers(free: readonly Named[], lead: string | undefined): boolean {
  let [endOfLead, endOfOthers] = [-Infinity, -Infinity];
  return free.some(({ name, startMs, endMs }) => {
    const isLead = name === lead;
    const overlaps = startMs + TOLERANCE_MS < (isLead ? endOfOthers : endOfLead);
    if (isLead) endOfLead = Math.max(endOfLead, endMs);
    else endOfOthers = Math.max(endOfOthers, endMs);
    return overlaps;
  });
}

/** What others did between two works of the lead. */
interface Stretch {
  readonly lead: Named;
  readonly work: Named[];
}

/** The first agent's work, each with what follows it until it has the floor again. */
export function stretches(free: readonly Named[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const one of free) {
    if (one.name === free[0]?.name) found.push({ lead: one, work: [] });
    else found.at(-1)?.work.push(one);
  }
  return found;
}
