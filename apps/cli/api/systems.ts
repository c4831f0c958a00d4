import { z } from 'zod';
import { architectures, presets } from '#coordination';
import { withServerIfAny, type ConnectionOptions } from '../server/connect.js';
import type { Session } from '../session.js';

const ParameterSchema = z.looseObject({
  name: z.string(),
  meaning: z.string(),
  default: z.number(),
  min: z.number(),
  max: z.number(),
  source: z.string(),
});
const ArchitectureSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  parameters: z.array(ParameterSchema).readonly(),
  team: z.array(z.looseObject({ agentId: z.string(), role: z.string() })).readonly(),
});
export type KnownArchitecture = z.infer<typeof ArchitectureSchema>;

const ModelSchema = z.looseObject({ provider: z.string(), model: z.string(), tier: z.string().optional() });
const SystemSchema = z.looseObject({
  architecture: z.string(),
  model: ModelSchema.optional(),
  agents: z
    .array(z.looseObject({ agentId: z.string(), role: z.string().optional(), model: ModelSchema.optional() }))
    .readonly()
    .optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});
export type KnownSystem = z.infer<typeof SystemSchema>;
const PresetSchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  source: z.enum(['paper', 'ours']),
  system: SystemSchema,
});
export type KnownPreset = z.infer<typeof PresetSchema>;

const SystemsSchema = z.looseObject({
  architectures: z.array(ArchitectureSchema).readonly(),
  presets: z.array(PresetSchema).readonly(),
});
export type KnownSystems = z.infer<typeof SystemsSchema>;

/** The systems that the server knows, or else this version. */
export const knownSystems = (session: Session, options: ConnectionOptions): Promise<KnownSystems> =>
  withServerIfAny(session, options, async (api) =>
    api === undefined
      ? SystemsSchema.parse({ architectures: architectures(), presets: presets() })
      : api.get('/v1/systems', SystemsSchema),
  );
