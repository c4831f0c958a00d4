import {
  AgentIdSchema,
  LimitsSchema,
  ModelParametersSchema,
  ModelSpecSchema,
  ParametersSchema,
  ResolvedAgentSchema,
  RoleSchema,
} from '#events';
import { z } from 'zod';
import { ModelUrlSchema } from './model-url.js';

const MOST_AGENTS = 64;
const MOST_INSTRUCTIONS = 65_536;
const name = z.string().min(1).max(200);

const MODEL_SHAPE = 'must be an object such as {"provider": "openai-compatible", "model": "llama3.2"}';

/** A model as a user names it; agents of one system may have different ones. */
const ModelRequestSchema = z
  .strictObject(
    {
      ...ModelSpecSchema.shape,
      baseUrl: ModelUrlSchema.optional(),
      calling: ModelSpecSchema.shape.calling.default('native'),
      parameters: ModelParametersSchema.default({}),
    },
    { error: ({ code }) => (code === 'invalid_type' ? MODEL_SHAPE : undefined) },
  )
  .meta({ id: 'ModelRequest' });

const AgentRequestSchema = z
  .strictObject({
    agentId: AgentIdSchema,
    role: RoleSchema.optional().meta({ description: 'Default: that of the default team at this place' }),
    instructions: z
      .string()
      .max(MOST_INSTRUCTIONS)
      .optional()
      .meta({ description: "Added to what the agent's role is told" }),
    model: ModelRequestSchema.optional(),
    tools: z
      .array(z.string())
      .optional()
      .meta({ description: "Names of the task's tools. Default: all of them; for an orchestrator none" }),
    context: ResolvedAgentSchema.shape.context,
  })
  .meta({ id: 'AgentRequest' });

/** A system as a user asks for it; `expandPreset` and `resolveSystem` say whether it is one. */
export const SystemRequestSchema = z
  .strictObject({
    preset: name
      .optional()
      .meta({ description: 'A system of GET /v1/systems; what stands beside it takes precedence' }),
    architecture: name.optional().meta({ description: 'Needed where no preset is named' }),
    name: name.optional(),
    model: ModelRequestSchema.optional().meta({ description: 'Of every agent that names none' }),
    agents: z
      .array(AgentRequestSchema)
      .min(1)
      .max(MOST_AGENTS)
      .optional()
      .meta({ description: "Default: the architecture's team" }),
    parameters: ParametersSchema.default({}),
    limits: LimitsSchema.partial().default({}),
  })
  .meta({ id: 'SystemRequest' });
export type SystemRequest = z.infer<typeof SystemRequestSchema>;
/** The same with defaults left out. */
export type SystemRequestInput = z.input<typeof SystemRequestSchema>;
