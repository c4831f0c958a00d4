import type { AgentId, Role } from '#events';
import type { MechanismName } from '../mechanism.js';
import type { Member } from '../view.js';
import { filled, type PromptSet } from './prompt-set.js';

/** Whom an agent's instructions are for; `own` are the user's, which come last and are taken as they are. */
export interface InstructedAgent extends Member {
  readonly tools: readonly string[];
  /** Those that are on. */
  readonly mechanisms: readonly MechanismName[];
  readonly own?: string | undefined;
}

/** Who the agent is, whom it works with and by which tools, as its system prompt. */
export function instructionsFor(prompts: PromptSet, agent: InstructedAgent, team: readonly Member[]): string {
  const { agentId, role, tools, mechanisms, own } = agent;
  const names = {
    self: agentId,
    others: named(team, (member) => member.agentId !== agentId),
    workers: named(team, withRole('worker')),
    orchestrator: named(team, withRole('orchestrator')),
  };
  const who = [prompts.roles[role], ...mechanisms.flatMap((mechanism) => prompts.mechanisms[mechanism][role] ?? [])];
  const able = tools.length === 0 ? prompts.noTools : filled(prompts.tools, { tools: tools.join(', ') });
  return [...who.map((text) => filled(text, names)), prompts.rules, able, ...(own === undefined ? [] : [own])].join(
    '\n\n',
  );
}

const withRole =
  (role: Role) =>
  (member: Member): boolean =>
    member.role === role;

function named(team: readonly Member[], isMeant: (member: Member) => boolean): string {
  const ids: readonly AgentId[] = team.filter(isMeant).map(({ agentId }) => agentId);
  return ids.length === 0 ? 'nobody' : ids.join(', ');
}
