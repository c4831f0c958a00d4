import type { MessageStep, Trajectory } from '../trajectory.js';

/** What the messages of a run show of how its agents work together, in the words of Parley's own architectures. */
export type ToldArchitecture = 'single' | 'centralized' | 'decentralized' | 'hybrid';

/**
 * One agent, alone; a lead that gives orders to the others; peers that hear each other; or both. Undefined where agents have
 * no names, hand over, pass their work on in a row, give orders on several levels or say nothing: nothing of ours is like it.
 */
export function toldArchitecture({ steps, unknown = [] }: Trajectory): ToldArchitecture | undefined {
  if (unknown.some((text) => text.startsWith('agents:'))) return undefined;
  const workers = new Set(steps.flatMap((step) => (step.kind === 'turn' ? [step.agent] : [])));
  const messages = steps.filter((step) => step.kind === 'message').filter(({ messageKind }) => messageKind !== 'error');
  if (workers.size === 0) return undefined;
  if (messages.length === 0) return workers.size === 1 ? 'single' : undefined;
  return ofTeam(messages);
}

function ofTeam(messages: readonly MessageStep[]): ToldArchitecture | undefined {
  const work = messages.filter(({ messageKind }) => messageKind === 'delegate' || messageKind === 'report');
  const peers = messages.filter(({ messageKind }) => messageKind === 'peer');
  if (work.length + peers.length < messages.length || !hearEachOther(peers)) return undefined;
  if (work.length === 0) return 'decentralized';
  if (!haveOneLead(work)) return undefined;
  return peers.length === 0 ? 'centralized' : 'hybrid';
}

const haveOneLead = (work: readonly MessageStep[]): boolean =>
  work.some(({ messageKind }) => messageKind === 'delegate') &&
  new Set(work.flatMap(({ messageKind, agent, to }) => (messageKind === 'delegate' ? agent : to))).size === 1;

function hearEachOther(messages: readonly MessageStep[]): boolean {
  const pairs = messages.flatMap(({ agent, to }) => to.map((receiver) => [agent, receiver] as const));
  const said = new Set(pairs.map((pair) => JSON.stringify(pair)));
  return pairs.every(([from, to]) => said.has(JSON.stringify([to, from])));
}
