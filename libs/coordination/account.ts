import type { AgentId, EventOf, RunEvent } from '#events';

/** Of these agents, those of whom no line of an account says anything: none names them beside other words. */
export function unaccounted(account: string, agents: readonly AgentId[]): readonly AgentId[] {
  const lines = account.toLowerCase().split('\n');
  return agents.filter((agent) => !lines.some((line) => isAbout(line, agent)));
}

/** Ids consist of letters, digits and hyphens, which mean nothing to a pattern. */
function isAbout(line: string, agent: AgentId): boolean {
  const around = line.split(new RegExp(`(?<![a-z0-9-])${agent}(?![a-z0-9-])`));
  return around.length > 1 && /[\p{L}\p{N}]/u.test(around.join(' '));
}

/** Whose reports and findings the agent of a request has been sent up to then, in the order in which they first came. */
export function heardBy(
  events: readonly RunEvent[],
  { data: { agentId, context } }: EventOf<'TurnRequested'>,
): readonly AgentId[] {
  const senders = events.flatMap(({ type, sequence, data }): readonly AgentId[] => {
    if (type !== 'MessageSent' || sequence > context.upTo || !data.to.includes(agentId)) return [];
    return data.kind === 'report' || data.kind === 'finding' ? [data.from] : [];
  });
  return [...new Set(senders)];
}
