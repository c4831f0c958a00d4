import type { Purpose } from './view.js';

/** Tools by which an agent talks to the coordination; they are answered at once and act on nothing else. */
export type ControlName = 'delegate' | 'report' | 'submit_answer' | 'finish';

const OFFERED: Readonly<Record<Purpose, readonly ControlName[]>> = {
  solve: ['submit_answer'],
  debate: ['submit_answer'],
  plan: ['delegate', 'finish', 'submit_answer'],
  work: ['report'],
  synthesise: ['submit_answer'],
  repair: [],
};

const BY_PURPOSE: ReadonlyMap<string, readonly ControlName[]> = new Map(Object.entries(OFFERED));

/** The control tools that an activation of this purpose is offered; none for an unknown purpose. */
export const controlNamesFor = (purpose: string): readonly ControlName[] => BY_PURPOSE.get(purpose) ?? [];

const NAMES: ReadonlySet<string> = new Set<ControlName>(['delegate', 'report', 'submit_answer', 'finish']);
export const isControlName = (name: string): name is ControlName => NAMES.has(name);
