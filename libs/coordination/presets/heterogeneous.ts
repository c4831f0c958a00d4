import type { ModelSpec } from '#events';
import { centralized } from '../architectures/centralized.js';
import { decentralized } from '../architectures/decentralized.js';
import { familyName, modelOf, type ModelFamily } from './model-families.js';
import type { Preset, PresetSystem } from './preset.js';

/** The mixed teams of section 6 of the paper within one family: who leads whom, and how many peers are strong. */
export function heterogeneous(family: ModelFamily): readonly Preset[] {
  const [high, low] = [modelOf(family, 'high'), modelOf(family, 'low')];
  const named = (team: string, description: string, system: PresetSystem): Preset => ({
    name: `${familyName(family)}-${team}-${system.architecture}`,
    description,
    source: family.source,
    system,
  });
  return [
    named('high-leads-low', leads(high, low), led(high, low)),
    named('low-leads-high', leads(low, high), led(low, high)),
    named('2-high-1-low', `two peers on ${high.model}, one on ${low.model}`, peers(high, high, low)),
    named('1-high-2-low', `one peer on ${high.model}, two on ${low.model}`, peers(high, low, low)),
  ];
}

/** The cross-family team of the same section: strong models of two vendors. */
export function crossFamily(leader: ModelFamily, workers: ModelFamily): Preset {
  const [lead, work] = [modelOf(leader, 'high'), modelOf(workers, 'high')];
  return {
    name: `${familyName(leader)}-leads-${workers.provider}-centralized`,
    description: leads(lead, work),
    source: leader.source,
    system: led(lead, work),
  };
}

const leads = (leader: ModelSpec, worker: ModelSpec): string =>
  `an orchestrator on ${leader.model}, workers on ${worker.model}`;

const led = (leader: ModelSpec, worker: ModelSpec): PresetSystem => ({
  architecture: centralized.name,
  agents: centralized
    .team({})
    .map((member) => ({ ...member, model: member.role === 'orchestrator' ? leader : worker })),
});

const peers = (...models: readonly [ModelSpec, ModelSpec, ModelSpec]): PresetSystem => ({
  architecture: decentralized.name,
  agents: decentralized.team({}).map((member, index) => ({ ...member, model: models[index] })),
});
