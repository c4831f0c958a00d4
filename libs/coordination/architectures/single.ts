import { asAgentId } from '#events';
import { alone, answersAlone } from '../alone.js';
import type { Architecture } from '../architecture.js';
import { valueOf, type ParameterInfo } from '../parameters.js';
import { replay } from '../protocol.js';

const TURNS: ParameterInfo = {
  name: 'turns',
  meaning: 'turns that the agent may take',
  default: 10,
  min: 1,
  max: 10_000,
  source: 'paper',
};

/** The single-agent baseline: one agent in a loop until it answers. */
export const single: Architecture = {
  name: 'single',
  description: 'One agent works until it answers; the baseline that teams are measured against.',
  parameters: [TURNS],
  purposes: ['solve'],
  mechanisms: [],
  team: () => [{ agentId: asAgentId('solo'), role: 'solo' }],
  next: (view) => replay(view, (table) => alone(table, valueOf(view.parameters, TURNS))),
  best: answersAlone,
};
