import { z } from 'zod';
import { AgentIdSchema } from './identifiers.js';
import { BlobRefSchema, ContentSchema, CountSchema, MicroDollarsSchema, PriceSchema } from './values.js';

/** `read` may be repeated, `idempotent` is sent with the call's id as key, `once` is never repeated unasked. */
export const EffectSchema = z.enum(['read', 'idempotent', 'once']);
export type Effect = z.infer<typeof EffectSchema>;

export const ApprovalPolicySchema = z.enum(['never', 'always']);

/** A tool as the model sees it; `parameters` is a JSON Schema of its arguments. */
export const ToolDefinitionSchema = z
  .strictObject({
    name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/),
    description: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    effect: EffectSchema,
    approval: ApprovalPolicySchema,
    timeoutMs: z.int().min(1),
  })
  .meta({ id: 'ToolDefinition' });
export type ToolDefinition = z.infer<typeof ToolDefinitionSchema>;

/** Sampling parameters that are sent to the model; an absent one is not sent. */
export const ModelParametersSchema = z
  .strictObject({
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().min(0).max(1).optional(),
    maxOutputTokens: z.int().min(1).optional(),
    seed: z.int().optional(),
  })
  .meta({ id: 'ModelParameters' });
export type ModelParameters = z.infer<typeof ModelParametersSchema>;

/**
 * Which model to ask, and how. `calling` says how it calls tools: natively, in one fenced JSON block at the end of what it
 * says, or in an answer that is JSON by a schema which its server holds it to.
 */
export const ModelSpecSchema = z
  .strictObject({
    provider: z.string().min(1),
    model: z.string().min(1),
    tier: z.enum(['high', 'mid', 'low']).optional(),
    baseUrl: z.url().optional(),
    calling: z.enum(['native', 'json', 'json-schema']),
    parameters: ModelParametersSchema,
    fallbacks: z.array(z.strictObject({ provider: z.string().min(1), model: z.string().min(1) })).optional(),
  })
  .meta({ id: 'ModelSpec' });
export type ModelSpec = z.infer<typeof ModelSpecSchema>;

export const RoleSchema = z.enum(['solo', 'orchestrator', 'worker', 'peer']);
export type Role = z.infer<typeof RoleSchema>;

/** An agent with everything resolved that its prompts are made of. `tools` names entries of the system's `tools`. */
export const ResolvedAgentSchema = z
  .strictObject({
    agentId: AgentIdSchema,
    role: RoleSchema,
    instructions: ContentSchema,
    model: ModelSpecSchema,
    tools: z.array(z.string()),
    context: z.strictObject({ maxTokens: z.int().min(1), policy: z.enum(['fail', 'dropOldest']) }).optional(),
  })
  .meta({ id: 'ResolvedAgent' });
export type ResolvedAgent = z.infer<typeof ResolvedAgentSchema>;

/** A year. */
const LONGEST_MS = 31_536_000_000;
const duration = z.int().min(1).max(LONGEST_MS);

/** Policies of a system that are not the architecture's own. Times in milliseconds. */
export const LimitsSchema = z
  .strictObject({
    turnTimeoutMs: duration,
    attempts: z.int().min(1).max(20),
    backoffMs: duration,
    maxBackoffMs: duration,
    approvalMs: duration,
  })
  .meta({ id: 'Limits' });
export type Limits = z.infer<typeof LimitsSchema>;

/** Parameters of an architecture by name, all resolved. */
export const ParametersSchema = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]));
export type Parameters = z.infer<typeof ParametersSchema>;

/** Architecture, team, prompts and limits as one run uses them. `prompts` maps a purpose to what the agent is told then. */
export const ResolvedSystemSchema = z
  .strictObject({
    name: z.string().min(1),
    architecture: z.string().min(1),
    parameters: ParametersSchema,
    agents: z.array(ResolvedAgentSchema).min(1),
    tools: z.union([z.array(ToolDefinitionSchema), BlobRefSchema]),
    prompts: z.record(z.string(), ContentSchema),
    promptsVersion: z.string(),
    limits: LimitsSchema,
  })
  .meta({ id: 'ResolvedSystem' });
export type ResolvedSystem = z.infer<typeof ResolvedSystemSchema>;

/** What a run may spend; an absent part is not limited. */
export const BudgetSchema = z
  .strictObject({
    turns: CountSchema.optional(),
    tokens: CountSchema.optional(),
    microDollars: MicroDollarsSchema.optional(),
    wallMs: CountSchema.optional(),
  })
  .meta({ id: 'Budget' });
export type Budget = z.infer<typeof BudgetSchema>;
export const BudgetKindSchema = z.enum(['turns', 'tokens', 'microDollars', 'wallMs']);
export type BudgetKind = z.infer<typeof BudgetKindSchema>;

/** Prices at the start of the run by `provider/model`; a model without a known price has no entry. */
export const PricesSchema = z.record(z.string(), PriceSchema);
export type Prices = z.infer<typeof PricesSchema>;
export const priceKey = (model: { readonly provider: string; readonly model: string }): string =>
  `${model.provider}/${model.model}`;
