// `node --import`: starts instrumentation before anything that it instruments is loaded; does nothing where nobody is to be
// sent traces, nor in other threads, which only compute.
import { isMainThread } from 'node:worker_threads';

const { env } = process;
const endpoints = [env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'], env['OTEL_EXPORTER_OTLP_ENDPOINT']];
if (isMainThread && endpoints.some((endpoint = '') => endpoint !== '')) {
  const { instrumentFrom } = await import('#telemetry');
  await instrumentFrom(env);
}

export {};
