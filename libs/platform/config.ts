import { readFileSync } from 'node:fs';
import { issuesText, issueWords, PricesSchema, type Prices } from '#events';
import type { KafkaSettings } from '#event-log';
import {
  readCassette,
  vendorAccess,
  VendorAccessError,
  type CassetteLine,
  type RateLimits,
  type Vendor,
  type VendorAccess,
} from '#llm';
import { telemetrySettings, TelemetrySettingsError, type TelemetrySettings } from '#telemetry';
import { z } from 'zod';
import { ModelUrlSchema } from '#systems';
import { ToolDeclarationsSchema, type ToolDeclarations } from '#tools';
import { ConfigError } from './config-error.js';
import { kafkaSettingsIn } from './kafka-settings.js';
import { LIMIT_VARIABLES, limitsOf, type Limits } from './limit-settings.js';
import { LOG_VARIABLES, logSettingsOf, type LogSettings } from './log-settings.js';
import { hostnames, names } from './names.js';
import { PROCESS_VARIABLES, processSettingsOf, type ProcessSettings } from './process-settings.js';
import { Secret } from './secret.js';
import { STORE_VARIABLES, storeSettingsOf, type StoreSettings } from './store-settings.js';
import { refuseUnchosen } from './unchosen-servers.js';
import { WEBHOOK_VARIABLES, webhooksOf, type Webhooks } from './webhook-settings.js';
import { whole } from './whole.js';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The model of every run that names none. */
export interface DefaultModel {
  readonly baseUrl: string;
  readonly model: string;
}

/** A process's environment, or what stands for one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that the environment says, checked once. */
export interface Config extends Limits, Webhooks {
  readonly data: string;
  readonly host: string;
  /** What the server is asked by besides loopback's own names; where it is bound elsewhere, none = any. */
  readonly hostnames: readonly string[];
  readonly port: number;
  readonly partitions: number;
  /** Model and tool calls in flight at most. */
  readonly concurrency: number;
  readonly logLevel: LogLevel;
  readonly defaultModel?: DefaultModel;
  readonly apiKey?: Secret;
  /** The vendors that there are keys for. */
  readonly vendors: Secret<ReadonlyMap<Vendor, VendorAccess>>;
  /** By `provider/model` or `provider`. */
  readonly rateLimits: RateLimits;
  /** `provider` or `provider/model`: who is asked for whole answers and never for a stream. */
  readonly wholeAnswers: readonly string[];
  /** The directory where every model call is recorded, by run. */
  readonly cassettes?: string;
  /** What answers in the place of every provider that it has calls of. */
  readonly replay?: readonly CassetteLine[];
  readonly prices: Prices;
  readonly tools: ToolDeclarations;
  /** As it was read: where secret references of tools are looked up. */
  readonly environment: Secret<Environment>;
  readonly telemetry: TelemetrySettings;
  readonly store: StoreSettings;
  readonly log: LogSettings;
  /** Where brokers are named. */
  readonly kafka?: Secret<KafkaSettings>;
  readonly process: ProcessSettings;
}

/** As `--model` takes it as well. Other prefixes belong to the name: servers have models such as `openai/gpt-oss-20b`. */
const withoutProvider = (model: string): string => model.replace(/^openai-compatible\//, '');

const EnvironmentSchema = z
  .object({
    PARLEY_DATA: z.string().default('.parley'),
    PARLEY_HOST: z.string().default('127.0.0.1'),
    PARLEY_HOSTNAMES: hostnames,
    PARLEY_PORT: whole(7420, 0, 65_535),
    PARLEY_PARTITIONS: whole(4, 1, 64),
    PARLEY_CONCURRENCY: whole(64, 1, 10_000),
    PARLEY_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
    PARLEY_BASE_URL: ModelUrlSchema.optional(),
    PARLEY_MODEL: z.string().transform(withoutProvider).optional(),
    PARLEY_API_KEY: z.string().optional(),
    PARLEY_PRICES: z.string().optional(),
    PARLEY_RATE_LIMITS: z.string().optional(),
    PARLEY_WHOLE_ANSWERS: names,
    PARLEY_CASSETTES: z.string().optional(),
    PARLEY_REPLAY: z.string().optional(),
    PARLEY_TOOLS: z.string().optional(),
    ...LIMIT_VARIABLES,
    ...WEBHOOK_VARIABLES,
    ...STORE_VARIABLES,
    ...LOG_VARIABLES,
    ...PROCESS_VARIABLES,
  })
  .refine((env) => env.PARLEY_MODEL === undefined || env.PARLEY_BASE_URL !== undefined, {
    path: ['PARLEY_BASE_URL'],
    error: 'is missing: set it to the address of the server that has PARLEY_MODEL, or unset PARLEY_MODEL',
  })
  .refine((env) => env.PARLEY_BASE_URL === undefined || env.PARLEY_MODEL !== undefined, {
    path: ['PARLEY_MODEL'],
    error: 'is missing: set it to the name of a model at PARLEY_BASE_URL, or unset PARLEY_BASE_URL',
  })
  .refine((env) => env.PARLEY_STORE !== 'postgres' || env.PARLEY_POSTGRES_URL !== undefined, {
    path: ['PARLEY_POSTGRES_URL'],
    error: 'is missing: set it to postgres://user:password@host:5432/database, or PARLEY_STORE to sqlite',
  });
type Settings = z.infer<typeof EnvironmentSchema>;

const perMinute = z.int().min(1).exactOptional();
const RateLimitsSchema = z.record(
  z.string(),
  z.strictObject({ requestsPerMinute: perMinute, tokensPerMinute: perMinute }),
);

/**
 * Reads the environment (a variable that is set to nothing counts as not set) and the files that it names.
 * @throws ConfigError that names every wrong variable with what would be right
 */
export function configFrom(environment: Environment): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = EnvironmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
  }
  const kafka = kafkaSettingsIn(given, parsed.data.PARLEY_PARTITIONS);
  const rest = configOf(parsed.data, vendorsIn(given));
  const log = logSettingsOf(parsed.data.PARLEY_LOG, kafka, rest.store);
  refuseUnchosen(given);
  return {
    ...rest,
    log,
    ...(kafka !== undefined && { kafka }),
    telemetry: telemetryIn(given),
    environment: new Secret(given),
  };
}

function configOf(
  env: Settings,
  vendors: Config['vendors'],
): Omit<Config, 'environment' | 'telemetry' | 'log' | 'kafka'> {
  return {
    data: env.PARLEY_DATA,
    host: env.PARLEY_HOST,
    hostnames: env.PARLEY_HOSTNAMES,
    port: env.PARLEY_PORT,
    partitions: env.PARLEY_PARTITIONS,
    concurrency: env.PARLEY_CONCURRENCY,
    logLevel: env.PARLEY_LOG_LEVEL,
    vendors,
    ...modelCallsOf(env),
    tools: fileIn(env, 'PARLEY_TOOLS', ToolDeclarationsSchema, TOOLS_FILE),
    ...limitsOf(env),
    ...webhooksOf(env),
    store: storeSettingsOf(env),
    process: processSettingsOf(env),
  };
}

/** How models are called, and what a call costs. */
const modelCallsOf = (
  env: Settings,
): Pick<Config, 'defaultModel' | 'apiKey' | 'rateLimits' | 'wholeAnswers' | 'cassettes' | 'replay' | 'prices'> => ({
  ...defaultModelOf(env),
  ...(env.PARLEY_API_KEY !== undefined && { apiKey: new Secret(env.PARLEY_API_KEY) }),
  rateLimits: fileIn(env, 'PARLEY_RATE_LIMITS', RateLimitsSchema, RATE_LIMITS_FILE),
  wholeAnswers: env.PARLEY_WHOLE_ANSWERS,
  ...(env.PARLEY_CASSETTES !== undefined && { cassettes: env.PARLEY_CASSETTES }),
  ...(env.PARLEY_REPLAY !== undefined && { replay: replayOf(env.PARLEY_REPLAY) }),
  prices: fileIn(env, 'PARLEY_PRICES', PricesSchema, PRICES_FILE),
});

/** @throws ConfigError */
function replayOf(path: string): readonly CassetteLine[] {
  try {
    return readCassette(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`PARLEY_REPLAY must name a cassette that PARLEY_CASSETTES has recorded: ${why}`, {
      cause: error,
    });
  }
}

function defaultModelOf({ PARLEY_BASE_URL: baseUrl, PARLEY_MODEL: model }: Settings): Pick<Config, 'defaultModel'> {
  return baseUrl === undefined || model === undefined ? {} : { defaultModel: { baseUrl, model } };
}

/** @throws ConfigError */
function telemetryIn(environment: Environment): TelemetrySettings {
  try {
    return telemetrySettings(environment);
  } catch (error) {
    if (error instanceof TelemetrySettingsError) throw new ConfigError(error.message, { cause: error });
    throw error;
  }
}

/** @throws ConfigError */
function vendorsIn(environment: Environment): Config['vendors'] {
  try {
    return new Secret(vendorAccess(environment));
  } catch (error) {
    if (error instanceof VendorAccessError) throw new ConfigError(error.message, { cause: error });
    throw error;
  }
}

const PRICES_FILE = '{"provider/model": {"input": n, "output": n}} in micro-dollars per million tokens';
const RATE_LIMITS_FILE = '{"provider" or "provider/model": {"requestsPerMinute": n, "tokensPerMinute": n}}';

const TOOLS_FILE = '{"servers": [...], "http": [...]} as docs/tools.md describes it';

/**
 * What a file holds; where none is named what an empty one would.
 * @throws ConfigError
 */
function fileIn<T>(
  env: Settings,
  variable: 'PARLEY_PRICES' | 'PARLEY_RATE_LIMITS' | 'PARLEY_TOOLS',
  schema: z.ZodType<T>,
  expected: string,
): T {
  const path = env[variable];
  if (path === undefined) return schema.parse({});
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')), { error: issueWords });
  } catch (error) {
    const why = error instanceof z.ZodError ? issuesText(error) : String(error);
    throw new ConfigError(`${variable} must name a JSON file of ${expected}; ${path} cannot be used: ${why}`, {
      cause: error,
    });
  }
}
