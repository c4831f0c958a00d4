import path from 'node:path';
import { directoryOf } from '../../provision/cache.js';
import { jaeger } from '../../provision/parts/jaeger.js';
import { answers } from '../answers.js';
import { freePorts } from '../free-ports.js';
import { inNewDirectory } from '../preparation.js';
import type { ServerPlan } from '../server-plan.js';

const CONFIGURATION = path.resolve(import.meta.dirname, '../../../deploy');

export type JaegerStorage = 'memory' | 'badger';

/** Jaeger with the configuration that is deployed. */
export const planJaeger = (storage: JaegerStorage): Promise<ServerPlan> =>
  inNewDirectory('jaeger', (directory) => planIn(directory, storage));

async function planIn(directory: string, storage: JaegerStorage): Promise<ServerPlan> {
  const ports = await freePorts('otlpGrpc', 'otlpHttp', 'query', 'queryGrpc', 'health');
  return {
    name: 'jaeger',
    command: path.join(directoryOf(jaeger), 'jaeger'),
    args: ['--config', path.join(CONFIGURATION, `jaeger-${storage}.yaml`)],
    environment: {
      JAEGER_OTLP_GRPC_ENDPOINT: `127.0.0.1:${ports.otlpGrpc}`,
      JAEGER_OTLP_HTTP_ENDPOINT: `127.0.0.1:${ports.otlpHttp}`,
      JAEGER_QUERY_ENDPOINT: `127.0.0.1:${ports.query}`,
      JAEGER_QUERY_GRPC_ENDPOINT: `127.0.0.1:${ports.queryGrpc}`,
      JAEGER_HEALTH_ENDPOINT: `127.0.0.1:${ports.health}`,
      JAEGER_DATA: path.join(directory, 'traces'),
    },
    directory,
    stopSignal: 'SIGTERM',
    healthy: async () =>
      (await answers(`http://127.0.0.1:${ports.health}/status`)) &&
      (await answers(`http://127.0.0.1:${ports.query}/api/services`)),
    exports: {
      JAEGER_OTLP_ENDPOINT: `127.0.0.1:${ports.otlpGrpc}`,
      PARLEY_JAEGER_URL: `http://127.0.0.1:${ports.query}`,
    },
  };
}
