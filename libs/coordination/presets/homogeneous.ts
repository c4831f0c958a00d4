import type { ArchitectureInfo } from '../registry.js';
import { familyName, modelOf, TIERS, type ModelFamily } from './model-families.js';
import type { Preset } from './preset.js';

/** Every agent on the same model, for each tier: `<family>-<tier>-<architecture>`. */
export const homogeneous = (family: ModelFamily, { name: architecture }: ArchitectureInfo): readonly Preset[] =>
  TIERS.map((tier) => {
    const model = modelOf(family, tier);
    return {
      name: `${familyName(family)}-${tier}-${architecture}`,
      description: `every agent on ${model.model}`,
      source: family.source,
      system: { architecture, model },
    };
  });
