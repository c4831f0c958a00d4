import { createRequire } from 'node:module';
import type { IncomingMessage } from 'node:http';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation, type UndiciRequest } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { PROCESS_ATTRIBUTE } from '#spans';
import { givenResource } from '../given-resource.js';
import { rememberFlush } from './flush.js';
import { withoutPath } from './without-path.js';

/**
 * Traces what the process does itself: HTTP requests that come in, and what it asks of others for a request or for a call of
 * a run, which hangs under that: HTTP, and queries of PostgreSQL. Exporter, protocol, sampler and propagators are those of the OTEL_* variables. To be called before
 * anything that it instruments is loaded.
 */
export function startInstrumentation(): void {
  // Not `http`: its instrumentation wraps what is required, and would wrap what is imported a second time.
  register({ include: ['express', 'pg', 'pg-pool'] });
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ ...givenResource(), [PROCESS_ATTRIBUTE]: true }),
    // Metrics have their own way, logs are lines.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({ requireParentforOutgoingSpans: true, ignoreIncomingRequestHook: isProbe }),
      new UndiciInstrumentation({
        requireParentforSpans: true,
        startSpanHook: withoutPath,
        requestHook: dropTraceparent,
      }),
      // Statements without their values; the services' own work on the database belongs to no request.
      new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
      new ExpressInstrumentation({ ignoreLayersType: Object.values(ExpressLayerType) }),
    ],
  });
  sdk.start();
  rememberFlush(() => sdk.shutdown());
  // Instrumentations patch what is required, when it is required first.
  const require = createRequire(import.meta.url);
  require('node:http');
  require('node:https');
}

/** The one that a tool was given names the tool's span; the one that follows names the request's own. */
function dropTraceparent(_span: unknown, { headers }: UndiciRequest): void {
  if (!Array.isArray(headers)) return;
  const at = headers.findIndex((name, index) => index % 2 === 0 && name === 'traceparent');
  if (at !== -1) headers.splice(at, 2);
}

const isProbe = ({ url }: IncomingMessage): boolean => /^\/(healthz|readyz|metrics)\b/.test(url ?? '');
