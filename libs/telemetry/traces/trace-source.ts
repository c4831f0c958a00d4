import type { AttributeValue, TraceSource } from '#spans';
import { detectResources, resourceAttributesEnvDetector, serviceNameEnvDetector } from '@opentelemetry/resources';

/**
 * Who the spans of runs come from: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, and nothing that differs between
 * processes or versions: whoever sends a run again sends the same.
 */
export function traceSource(): TraceSource {
  const { attributes } = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
  const resource: Record<string, AttributeValue> = { 'service.name': 'parley' };
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') resource[name] = value;
  }
  return { resource, scope: { name: 'parley' } };
}
