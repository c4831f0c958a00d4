import { describe, expect, it } from '@jest/globals';
import { telemetrySettings } from './settings.js';

const ENDPOINT = 'http://127.0.0.1:4318';

describe('telemetrySettings', () => {
  it('sends nothing where there is nobody to send it to', () => {
    expect(telemetrySettings({ OTEL_SERVICE_NAME: 'x' })).toMatchObject({ sendsMetrics: false });
    expect(telemetrySettings({})).not.toHaveProperty('traces');
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT }, true, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ENDPOINT }, true, false],
    [{ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: ENDPOINT }, false, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, false, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_METRICS_EXPORTER: 'none' }, true, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT, OTEL_SDK_DISABLED: 'true' }, false, false],
  ])('of %j sends traces: %s, metrics: %s', (variables, traces, metrics) => {
    const settings = telemetrySettings(variables);
    expect([settings.traces !== undefined, settings.sendsMetrics]).toEqual([traces, metrics]);
  });

  it('takes what the variables say', () => {
    const settings = telemetrySettings({
      OTEL_EXPORTER_OTLP_ENDPOINT: ENDPOINT,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '64',
      OTEL_BSP_SCHEDULE_DELAY: '0',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only',
      OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '4096',
    });
    expect(settings).toMatchObject({
      traces: { protocol: 'http/protobuf', batchSpans: 64, delayMs: 0 },
      sampler: { name: 'traceidratio', ratio: 0.25 },
      content: { capture: 'SPAN_ONLY', limit: 4096 },
    });
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be an http(s) URL'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL must be one of http/json, http/protobuf'],
    [{ OTEL_TRACES_SAMPLER: 'sometimes' }, 'OTEL_TRACES_SAMPLER must be one of always_on'],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG must be a ratio from 0 to 1'],
    [{ OTEL_BSP_SCHEDULE_DELAY: 'soon' }, 'OTEL_BSP_SCHEDULE_DELAY must be a whole number from 0'],
    ...['yes', 'EVENT_ONLY', 'span_and_event'].map((capture): [Record<string, string>, string] => [
      { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: capture },
      'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT must be one of NO_CONTENT, SPAN_ONLY: what was said stands on spans',
    ]),
  ])('refuses %j: the variable and the fix', (variables, message) => {
    expect(() => telemetrySettings(variables)).toThrow(message);
  });
});
