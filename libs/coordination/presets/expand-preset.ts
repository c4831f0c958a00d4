import type { ModelSpec } from '#events';
import type { Problem } from '../problem.js';
import { architectures } from '../registry.js';
import type { SystemRequest } from '../resolve-system.js';
import type { Preset, PresetSystem } from './preset.js';
import { presetNamed, presets } from './presets.js';

/** A system that says what it is itself, or by a preset and what differs from that. */
export interface PresetRequest extends Omit<SystemRequest, 'architecture' | 'model'> {
  readonly preset?: string | undefined;
  readonly architecture?: string | undefined;
  readonly model?: ModelSpec | undefined;
}

/** A system that lacks at most its shared model. */
export interface ExpandedSystem extends PresetSystem {
  readonly name?: string | undefined;
}

export type Expansion = { readonly ok: ExpandedSystem } | { readonly problems: readonly Problem[] };

/**
 * Puts a preset in the place of its name. What stands beside the name takes precedence: parameters and limits one by one,
 * everything else as a whole. Without another name the system is called by the preset's.
 */
export function expandPreset({ preset: name, ...own }: PresetRequest): Expansion {
  if (name === undefined) return ownSystem(own);
  const preset = presetNamed(name);
  if (preset === undefined) return unknownPreset(name);
  return everyAgentHasItsModel(preset, own) ? uselessModel(preset) : { ok: withOwn(preset, own) };
}

type OwnPart = Omit<PresetRequest, 'preset'>;

function ownSystem({ architecture, model, ...own }: OwnPart): Expansion {
  if (architecture === undefined) return nothingNamed();
  return { ok: { ...own, architecture, ...(model !== undefined && { model }) } };
}

function withOwn({ name, system }: Preset, own: OwnPart): ExpandedSystem {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return {
    ...system,
    name,
    ...given,
    parameters: { ...system.parameters, ...own.parameters },
    limits: { ...system.limits, ...own.limits },
  };
}

const everyAgentHasItsModel = ({ system }: Preset, { model, agents }: OwnPart): boolean =>
  model !== undefined && agents === undefined && system.agents !== undefined;

const uselessModel = ({ name }: Preset): Expansion => ({
  problems: [
    { field: 'model', message: `changes nothing, as every agent of ${name} has its own: give agents instead` },
  ],
});

/** Names that a message may list. */
const FEW = 5;

function nothingNamed(): Expansion {
  const known = architectures().map(({ name }) => name);
  return { problems: [{ field: 'architecture', message: `is missing: give ${known.join(', ')}, or a preset` }] };
}

function unknownPreset(name: string): Expansion {
  const alike = presets().filter((preset) => preset.name.includes(name));
  const few = alike.length > 0 && alike.length <= FEW;
  const hint = few
    ? `use one of ${alike.map((one) => one.name).join(', ')}`
    : '`parley systems list` shows all of them';
  return { problems: [{ field: 'preset', message: `"${name}" is no preset: ${hint}` }] };
}
