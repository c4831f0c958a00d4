import { architectures } from '../registry.js';
import { crossFamily, heterogeneous } from './heterogeneous.js';
import { homogeneous } from './homogeneous.js';
import { MODEL_FAMILIES, type ModelFamily } from './model-families.js';
import type { Preset } from './preset.js';

const PRESETS: ReadonlyMap<string, Preset> = new Map(
  [
    ...MODEL_FAMILIES.flatMap((family) => architectures().flatMap((one) => homogeneous(family, one))),
    ...MODEL_FAMILIES.flatMap(heterogeneous),
    ...MODEL_FAMILIES.flatMap(acrossVendors),
  ].map((preset) => [preset.name, preset]),
);

/** The paper lets Google's model lead OpenAI's. */
function acrossVendors(family: ModelFamily, _index: number, families: readonly ModelFamily[]): readonly Preset[] {
  if (family.provider !== 'google') return [];
  const workers = families.filter(({ provider, source }) => provider === 'openai' && source === family.source);
  return workers.map((other) => crossFamily(family, other));
}

/** All presets, in an order that stays: homogeneous teams first. */
export const presets = (): readonly Preset[] => [...PRESETS.values()];

export const presetNamed = (name: string): Preset | undefined => PRESETS.get(name);
