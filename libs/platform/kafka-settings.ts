import { KAFKA_DRIVERS, type KafkaSettings } from '#event-log';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { kafkaAccessOf, KAFKA_ACCESS_VARIABLES } from './kafka-access.js';
import { Secret } from './secret.js';
import { whole } from './whole.js';

const HOUR_MS = 3_600_000;
const BROKER = /^[^\s,:]+:(\d+)$/;
const HIGHEST_PORT = 65_535;

function isBroker(text: string): boolean {
  const port = Number(BROKER.exec(text)?.[1]);
  return port >= 1 && port <= HIGHEST_PORT;
}

const KafkaSchema = z
  .object({
    PARLEY_KAFKA_BROKERS: z
      .string()
      .refine((text) => text.split(',').every(isBroker), {
        error: `must be host:port, with a port from 1 to ${HIGHEST_PORT}, or several with commas between them`,
      })
      .optional(),
    PARLEY_KAFKA_DRIVER: z
      .enum(KAFKA_DRIVERS, { error: `must be one of ${KAFKA_DRIVERS.join(', ')}` })
      .default('platformatic'),
    PARLEY_KAFKA_CLIENT_ID: z.string().regex(/^\S+$/, { error: 'must have no spaces' }).default('parley'),
    PARLEY_KAFKA_TOPIC_PREFIX: z
      .string()
      .regex(/^[\w.-]+$/, { error: 'must have letters, digits, dots, dashes and underscores only' })
      .optional(),
    PARLEY_KAFKA_SESSION_TIMEOUT_MS: whole(10_000, 1_000, 1_800_000),
    PARLEY_KAFKA_REPLICAS: whole(3, 1, 32_767),
    PARLEY_KAFKA_EVENT_RETENTION_HOURS: whole(720, 1, 876_000),
    ...KAFKA_ACCESS_VARIABLES,
    PARLEY_OTLP_TOPIC: z.string().optional(),
  })
  .refine((env) => env.PARLEY_OTLP_TOPIC === undefined || env.PARLEY_KAFKA_BROKERS !== undefined, {
    path: ['PARLEY_KAFKA_BROKERS'],
    error: 'is missing: set it to the brokers that have PARLEY_OTLP_TOPIC, or unset PARLEY_OTLP_TOPIC',
  });
type Variables = z.infer<typeof KafkaSchema>;

/**
 * What the environment says about Kafka; undefined where it names no brokers.
 * @throws ConfigError
 */
export function kafkaSettingsIn(
  environment: Readonly<Record<string, string | undefined>>,
  partitions: number,
): Secret<KafkaSettings> | undefined {
  const parsed = KafkaSchema.safeParse(environment);
  if (parsed.success) return kafkaSettingsOf(parsed.data, partitions);
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
}

function kafkaSettingsOf(env: Variables, partitions: number): Secret<KafkaSettings> | undefined {
  const { PARLEY_KAFKA_BROKERS: brokers, PARLEY_KAFKA_TOPIC_PREFIX: prefix } = env;
  if (brokers === undefined) return undefined;
  return new Secret({
    driver: env.PARLEY_KAFKA_DRIVER,
    brokers: brokers.split(','),
    clientId: env.PARLEY_KAFKA_CLIENT_ID,
    sessionTimeoutMs: env.PARLEY_KAFKA_SESSION_TIMEOUT_MS,
    topics: {
      partitions,
      replicas: env.PARLEY_KAFKA_REPLICAS,
      eventRetentionMs: env.PARLEY_KAFKA_EVENT_RETENTION_HOURS * HOUR_MS,
      ...(prefix !== undefined && { prefix }),
    },
    ...kafkaAccessOf(env),
  });
}
