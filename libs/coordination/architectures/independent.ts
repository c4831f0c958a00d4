import type { Parameters } from '#events';
import { alone, answersAlone } from '../alone.js';
import type { Architecture } from '../architecture.js';
import { valueOf, type ParameterInfo } from '../parameters.js';
import { replay } from '../protocol.js';
import { membersNamed } from '../team.js';

const AGENTS: ParameterInfo = {
  name: 'agents',
  meaning: 'agents in the team',
  default: 3,
  min: 1,
  max: 64,
  source: 'paper',
};
const TURNS: ParameterInfo = {
  name: 'turns',
  meaning: 'turns that each agent may take',
  default: 10,
  min: 1,
  max: 10_000,
  source: 'paper',
};

/** The paper's `synthesis_only`: answers are joined; nobody votes, compares or checks. */
export const independent: Architecture = {
  name: 'independent',
  description: 'Agents work alone without a word to each other; all their answers together are the answer.',
  parameters: [AGENTS, TURNS],
  purposes: ['solve'],
  mechanisms: [],
  sizedBy: AGENTS.name,
  team: (parameters: Parameters) => membersNamed('agent', valueOf(parameters, AGENTS), 'solo'),
  next: (view) => replay(view, (table) => alone(table, valueOf(view.parameters, TURNS))),
  best: answersAlone,
};
