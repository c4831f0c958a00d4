import type { ResolvedSystem, Role } from '#events';
import type { Purpose } from './view.js';

/** What an agent of each role may be given the floor for, in whatever architecture. */
const OF_ROLE: Readonly<Record<Role, readonly Purpose[]>> = {
  solo: ['solve'],
  peer: ['solve', 'debate', 'review', 'reconsider'],
  orchestrator: ['plan', 'synthesise', 'account'],
  worker: ['work', 'verify', 'review', 'revise', 'exchange', 'ratify'],
};

/** What an agent of this role may be given the floor for in a system: of what its role may, whatever there are words for. */
export const purposesOf = (role: Role, { prompts }: Pick<ResolvedSystem, 'prompts'>): readonly Purpose[] =>
  OF_ROLE[role].filter((purpose) => purpose in prompts);
