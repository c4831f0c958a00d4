import { messagesIn } from './reading.js';
import { isUsable, type PlannedCall, type Scene } from './scene.js';
import { callsIn, textsOf } from './transcript.js';

/** Calls with effects that follow from what facts are taken to be. */
export const actionsFrom = ({ plan }: Scene, values: ReadonlyMap<string, string>): readonly PlannedCall[] =>
  (plan.actionsOf?.(values) ?? []).map(({ tool, arguments: given }) => ({ name: tool, arguments: given }));

/** The same, as long as it is on this agent to make them and it has made none of them: what is done is not done again. */
export function dueActions(scene: Scene, values: ReadonlyMap<string, string>): readonly PlannedCall[] {
  const actions = actionsFrom(scene, values);
  const made = new Set(callsIn(scene.request.messages).map(({ name }) => name));
  const isDue = isOnIt(scene) && actions.every(({ name }) => isUsable(scene, name) && !made.has(name));
  return isDue ? actions : [];
}

/**
 * Who works alone acts, as does whoever knows of nobody else. Peers know that all of them have the same task: the first
 * of them acts for all, once it has heard what the others think.
 */
function isOnIt({ request: { system, messages, origin } }: Scene): boolean {
  const known = origin.team.filter((agentId) => agentId === origin.agentId || mentions(system, agentId));
  if (known.length === 1) return true;
  const hasDebated = textsOf(messages, 'user')
    .flatMap(messagesIn)
    .some(({ kind }) => kind === 'debate');
  return hasDebated && known[0] === origin.agentId;
}

const mentions = (text: string, agentId: string): boolean => text.split(/[^\w-]+/).includes(agentId);
