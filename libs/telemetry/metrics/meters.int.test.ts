import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stagedRun } from '#spans/testing';
import { openOtlpReceiver, type OtlpReceiver } from '#telemetry/testing';
import { recorder } from './instruments.js';
import { openMeters, type Meters } from './meters.js';
import { runMeasures } from './run-measures.js';

const environment = { ...process.env };

describe('the metrics of a process', () => {
  let receiver: OtlpReceiver;
  beforeEach(async () => {
    receiver = await openOtlpReceiver();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.url;
  });
  afterEach(async () => {
    process.env = { ...environment };
    await receiver.close();
  });
  const measure = ({ meter }: Meters) => {
    const measuresOf = runMeasures();
    const record = recorder(meter);
    for (const event of stagedRun('single')) record(measuresOf(event));
  };

  it('are there as Prometheus text, with nobody to send them to', async () => {
    const meters = openMeters({ sends: false });
    measure(meters);
    const text = await served(meters);
    expect(text).toMatch(
      /^parley_run_ended_total\{parley_architecture="single",parley_run_outcome="completed".*\} 1$/m,
    );
    expect(text).toMatch(/^gen_ai_client_inference_operation_input_tokens_bucket\{.*le="16384"\} \d+$/m);
    await meters.close();
    expect(receiver.requests).toEqual([]);
  });

  it('are sent before the process ends', async () => {
    const meters = openMeters({ sends: true });
    measure(meters);
    await meters.close();
    const [request] = receiver.requests;
    expect(request?.path).toBe('/v1/metrics');
    const body = request?.body.toString();
    expect(body).toContain('gen_ai.client.inference.duration');
    expect(body).toContain('service.instance.id');
  });

  it('keep no process from ending', async () => {
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '300';
    receiver.reply(() => 'hang');
    const meters = openMeters({ sends: true });
    measure(meters);
    await meters.close();
    expect(receiver.requests).toHaveLength(1);
  });
});

async function served({ serve }: Meters): Promise<string> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`);
  const text = await response.text();
  server.close();
  return text;
}
