import { detectResources, resourceAttributesEnvDetector, serviceNameEnvDetector } from '@opentelemetry/resources';

/** What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say of who sends something; a service without a name is `parley`. */
export function givenResource(): Readonly<Record<string, string>> {
  const { attributes } = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
  const resource: Record<string, string> = { 'service.name': 'parley' };
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') resource[name] = value;
  }
  return resource;
}
