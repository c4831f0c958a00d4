import type { Purpose } from './view.js';

/** Tools by which an agent talks to the coordination; they are answered at once and act on nothing else. */
export type ControlName = 'delegate' | 'report' | 'submit_answer' | 'finish' | 'revise' | 'review';

const OFFERED: Readonly<Record<Purpose, readonly ControlName[]>> = {
  solve: ['submit_answer'],
  debate: ['submit_answer'],
  plan: ['delegate', 'finish', 'submit_answer'],
  work: ['report'],
  /** Works out another's brief a second time. */
  verify: ['report'],
  /** Checks what another has found or answered. */
  review: ['review'],
  /** Answers an objection to one's own findings, and one's own answer. */
  revise: ['revise'],
  reconsider: ['submit_answer'],
  /** Reads what the others have found, and revises one's own findings or says that they stand. */
  exchange: ['revise', 'finish'],
  synthesise: ['submit_answer'],
  /** Answers for the team, with a word on everybody's findings. */
  account: ['submit_answer'],
  /** Says whether the team's answer can stand. */
  ratify: ['review'],
  repair: [],
};

const BY_PURPOSE: ReadonlyMap<string, readonly ControlName[]> = new Map(Object.entries(OFFERED));

/** The control tools that an activation of this purpose is offered; none for an unknown purpose. */
export const controlNamesFor = (purpose: string): readonly ControlName[] => BY_PURPOSE.get(purpose) ?? [];

const NAMES: ReadonlySet<string> = new Set(Object.values(OFFERED).flat());
export const isControlName = (name: string): name is ControlName => NAMES.has(name);
