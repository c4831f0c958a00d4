import type { Purpose } from '#coordination';

/** What an agent does that has been given the floor for this. */
const DOES: Readonly<Record<Purpose, string>> = {
  solve: 'works on the task',
  debate: "reads the others' answers and answers again",
  plan: 'plans',
  work: 'works on its brief',
  verify: 'works the brief of another out again',
  review: "checks another's result",
  revise: 'answers an objection to its findings',
  reconsider: 'answers an objection to its answer',
  exchange: "reads the others' findings",
  synthesise: "gives the team's answer",
  account: "gives the team's answer, with an account",
  ratify: "judges the team's answer",
  repair: 'repairs its answer',
};
const BY_PURPOSE: ReadonlyMap<string, string> = new Map(Object.entries(DOES));

/** `worker-1 works on its brief`; a purpose of a later version is named as it is. */
export const floorWords = (agentId: string, purpose: string): string =>
  `${agentId} ${BY_PURPOSE.get(purpose) ?? `has the floor: ${purpose}`}`;

/** Turns whose result takes the place of an earlier one. */
const REVISING: ReadonlySet<string> = new Set<Purpose>(['revise', 'reconsider', 'exchange']);
export const isRevising = (purpose: string | undefined): boolean => purpose !== undefined && REVISING.has(purpose);
