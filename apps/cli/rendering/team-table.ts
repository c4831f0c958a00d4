import type { RunDetail } from '../api/run-view.js';
import { costText, tokensText } from './spend.js';
import { table } from './table.js';

const COLUMNS = [
  { title: 'agent' },
  { title: 'model' },
  { title: 'turns', right: true },
  { title: 'messages', right: true },
  { title: 'tool\ncalls', right: true },
  { title: 'failed\nattempts', right: true },
  { title: 'tokens', right: true },
  { title: 'cost', right: true },
] as const;

/** What every agent of a run did and used. */
export const teamTable = ({ agents }: RunDetail, width: number): string =>
  table(
    COLUMNS,
    agents.map((agent) => [
      agent.agentId,
      `${agent.provider}/${agent.model}`,
      String(agent.turns),
      String(agent.messages),
      String(agent.toolCalls),
      String(agent.failedAttempts),
      tokensText(agent.spend),
      costText(agent.spend),
    ]),
    width,
  );
