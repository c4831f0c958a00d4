import type { KafkaSettings } from '#event-log';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import type { Secret } from './secret.js';
import type { StoreSettings } from './store-settings.js';

const LOGS = ['embedded', 'kafka'] as const;

/** Where events are kept: in the data directory of one process, or on brokers and in a database that processes share. */
export type LogSettings = { readonly kind: 'embedded' } | SharedLogSettings;
export interface SharedLogSettings {
  readonly kind: 'kafka';
  readonly kafka: Secret<KafkaSettings>;
  /** Has the history of the runs. */
  readonly store: Extract<StoreSettings, { readonly kind: 'postgres' }>;
}

export const LOG_VARIABLES = {
  PARLEY_LOG: z.enum(LOGS, { error: `must be one of ${LOGS.join(', ')}` }).default('embedded'),
};

/** @throws ConfigError where a log on Kafka lacks what it needs */
export function logSettingsOf(
  kind: (typeof LOGS)[number],
  kafka: Secret<KafkaSettings> | undefined,
  store: StoreSettings,
): LogSettings {
  if (kind === 'embedded') return { kind };
  if (kafka === undefined) {
    throw new ConfigError(
      'PARLEY_KAFKA_BROKERS is missing: set it to host:port of one or more brokers, or PARLEY_LOG to embedded',
    );
  }
  if (store.kind === 'postgres') return { kind, kafka, store };
  throw new ConfigError('PARLEY_STORE must be postgres where PARLEY_LOG is kafka: it has the history of the runs');
}
