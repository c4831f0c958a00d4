import { asAgentId, type Role } from '#events';
import type { Member } from './view.js';

/** `count` members of one role, named `<prefix>-1` and on. */
export const membersNamed = (prefix: string, count: number, role: Role): readonly Member[] =>
  Array.from({ length: count }, (_, index) => ({ agentId: asAgentId(`${prefix}-${index + 1}`), role }));

/** Says how a team differs from the one that is called for, or nothing. */
export function teamProblem(team: readonly Member[], wanted: readonly Member[]): string | undefined {
  const ids = team.map(({ agentId }) => agentId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `every agent needs its own agentId: ${twice} stands there twice`;
  const [is, should] = [composition(team), composition(wanted)];
  return is === should ? undefined : `the team must be ${should}, not ${is}`;
}

const ROLES: readonly Role[] = ['solo', 'orchestrator', 'worker', 'peer'];

function composition(team: readonly Member[]): string {
  const parts = ROLES.flatMap((role) => {
    const count = team.filter((member) => member.role === role).length;
    return count === 0 ? [] : [`${count} of role ${role}`];
  });
  return parts.length === 0 ? 'empty' : parts.join(' and ');
}
