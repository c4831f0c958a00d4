import { readFileSync } from 'node:fs';
import type { KafkaSettings } from '#event-log';
import { z } from 'zod';
import { ConfigError } from './config-error.js';

const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
const DEFAULT_MECHANISM = 'SCRAM-SHA-512';
const SWITCH = ['on', 'off'] as const;

/** As whom the brokers know us, and how we know them. */
export const KAFKA_ACCESS_VARIABLES = {
  PARLEY_KAFKA_TLS: z.enum(SWITCH, { error: `must be one of ${SWITCH.join(', ')}` }).default('off'),
  PARLEY_KAFKA_TLS_CA_FILE: z.string().optional(),
  PARLEY_KAFKA_TLS_CERT_FILE: z.string().optional(),
  PARLEY_KAFKA_TLS_KEY_FILE: z.string().optional(),
  PARLEY_KAFKA_SASL_MECHANISM: z.enum(MECHANISMS, { error: `must be one of ${MECHANISMS.join(', ')}` }).optional(),
  PARLEY_KAFKA_SASL_USERNAME: z.string().optional(),
  PARLEY_KAFKA_SASL_PASSWORD: z.string().optional(),
};
type Variables = z.infer<z.ZodObject<typeof KAFKA_ACCESS_VARIABLES>>;
type Access = Pick<KafkaSettings, 'tls' | 'sasl'>;

/**
 * Reads the files that the variables name.
 * @throws ConfigError
 */
export const kafkaAccessOf = (env: Variables): Access => ({ ...tlsOf(env), ...saslOf(env) });

const TLS_FILES = {
  ca: 'PARLEY_KAFKA_TLS_CA_FILE',
  cert: 'PARLEY_KAFKA_TLS_CERT_FILE',
  key: 'PARLEY_KAFKA_TLS_KEY_FILE',
} as const;

function tlsOf(env: Variables): Pick<Access, 'tls'> {
  const given = Object.values(TLS_FILES).filter((variable) => env[variable] !== undefined);
  if (env.PARLEY_KAFKA_TLS === 'off') {
    if (given[0] === undefined) return {};
    throw new ConfigError(`PARLEY_KAFKA_TLS must be on where ${given[0]} is set`);
  }
  bothOrNeither(env, TLS_FILES.cert, TLS_FILES.key);
  const texts = Object.entries(TLS_FILES).flatMap(([part, variable]) => {
    const file = env[variable];
    return file === undefined ? [] : [[part, pemIn(file, variable)]];
  });
  return { tls: Object.fromEntries(texts) as NonNullable<Access['tls']> };
}

function saslOf(env: Variables): Pick<Access, 'sasl'> {
  bothOrNeither(env, 'PARLEY_KAFKA_SASL_USERNAME', 'PARLEY_KAFKA_SASL_PASSWORD');
  const { PARLEY_KAFKA_SASL_USERNAME: username, PARLEY_KAFKA_SASL_PASSWORD: password } = env;
  const { PARLEY_KAFKA_SASL_MECHANISM: mechanism } = env;
  if (username !== undefined && password !== undefined)
    return { sasl: { mechanism: mechanism ?? DEFAULT_MECHANISM, username, password } };
  if (mechanism === undefined) return {};
  throw missing('PARLEY_KAFKA_SASL_USERNAME', 'PARLEY_KAFKA_SASL_MECHANISM');
}

function bothOrNeither(env: Variables, one: keyof Variables, other: keyof Variables): void {
  if ((env[one] === undefined) === (env[other] === undefined)) return;
  throw env[one] === undefined ? missing(one, other) : missing(other, one);
}

const missing = (variable: keyof Variables, given: keyof Variables): ConfigError =>
  new ConfigError(`${variable} is missing: set it too where ${given} is set`);

function pemIn(file: string, variable: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN ')) return text;
  } catch (error) {
    throw new ConfigError(`${variable} names a file that cannot be read: ${String(error)}`, { cause: error });
  }
  throw new ConfigError(`${variable} must name a PEM file; ${file} is none`);
}
