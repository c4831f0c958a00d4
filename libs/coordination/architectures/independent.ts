import type { Parameters } from '#events';
import { answersAlone, nextAlone } from '../alone.js';
import type { Architecture, ParameterInfo } from '../architecture.js';
import { valueOf } from '../parameters.js';
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
  sizedBy: AGENTS.name,
  team: (parameters: Parameters) => membersNamed('agent', valueOf(parameters, AGENTS), 'solo'),
  next: (view) => nextAlone(view, valueOf(view.parameters, TURNS)),
  best: answersAlone,
};
