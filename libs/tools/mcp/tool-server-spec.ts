import { ApprovalPolicySchema, EffectSchema } from '#events';
import { z } from 'zod';

/** An hour. */
const LONGEST_MS = 3_600_000;
const timeout = z.int().min(1).max(LONGEST_MS);

/** What is said about one of a server's tools here counts more than what the server says. */
const ToolOverrideSchema = z.strictObject({
  effect: EffectSchema.optional(),
  approval: ApprovalPolicySchema.optional(),
  timeoutMs: timeout.optional(),
});

const common = {
  /** Its tools are known as `<name>__<tool>`. */
  name: z
    .string()
    .regex(/^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,30}$/, 'must be up to 31 lower-case letters, digits and single hyphens'),
  /** Whether the server's own hints about effects are believed. */
  trusted: z.boolean().default(false),
  /** Names of the tools that may be used, as the server has them. Default: all. */
  allow: z.array(z.string().min(1)).min(1, 'lists no tool: name some, or leave it out for all').optional(),
  tools: z.record(z.string(), ToolOverrideSchema).default({}),
  /** For each call. */
  timeoutMs: timeout.default(60_000),
  /** For the server's start until it has listed its tools. */
  startTimeoutMs: timeout.default(30_000),
  /** Of one result, in UTF-8 bytes; a longer one is cut, one of more than twice that ends the connection. */
  maxResultBytes: z.int().min(1_024).max(67_108_864).default(4_194_304),
};

/** A program that speaks the protocol on its standard input and output. `env` and `args` may hold secret references. */
const StdioServerSchema = z.strictObject({
  ...common,
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  /** Added to PATH, HOME and the like; nothing else of our own environment is passed on. */
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
  cwd: z.string().min(1).optional(),
});
export type StdioServerSpec = z.infer<typeof StdioServerSchema>;

/** A server that is reached by streamable HTTP. `headers` may hold secret references. */
const HttpServerSchema = z.strictObject({
  ...common,
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .refine((url) => !URL.canParse(url) || new URL(url).username === '', {
      error: 'must hold no user name or password: send them as a header by secret reference',
    }),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string()).default({}),
});
export type HttpServerSpec = z.infer<typeof HttpServerSchema>;

export type ToolServerSpec = StdioServerSpec | HttpServerSpec;
/** What has a `url` is reached by HTTP, anything else is a program: so problems are those of what was meant. */
export const ToolServerSpecSchema = z.unknown().transform((given, context): ToolServerSpec => {
  const meant = typeof given === 'object' && given !== null && 'url' in given ? HttpServerSchema : StdioServerSchema;
  const parsed = meant.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.issues.push({ code: 'custom', path, message, input: given });
  }
  return z.NEVER;
});
