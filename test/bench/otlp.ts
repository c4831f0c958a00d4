import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { openReceivedTraces } from '#otlp';
import { protobufOf } from '#otlp/testing';
import { foreignHeaders } from '#platform';
// Not by its door: that has a suite as well, which only Jest can load.
import { spanScript } from '../../libs/trajectory/testing/span-script.js';
import { otlpReceiver } from '../../apps/classifier/otlp/receiver.js';
import { randomTexts, round } from './clock.js';
import { newDirectory } from './host.js';

const REQUESTS = 400;
/** A request is what a batch processor sends by default: 512 spans, here of 64 traces. */
const [TRACES, SPANS_A_TRACE] = [64, 8];
const SPANS = REQUESTS * TRACES * SPANS_A_TRACE;
const LIMITS = { bodyBytes: 2 ** 24, spans: 20_000, bytes: 2 ** 34, quietMs: 1e6, patienceMs: 1e6 };

/** OTLP in protobuf from the socket to the file: what this thread, which does it all, takes for it. */
export async function measureOtlp(): Promise<Record<string, unknown>> {
  const directory = newDirectory();
  const traces = openReceivedTraces({ directory, limits: LIMITS });
  const receive = otlpReceiver({
    traces,
    limits: LIMITS,
    foreignHeaderOf: foreignHeaders({ host: '127.0.0.1', hostnames: [] }),
    now: Date.now,
    onKept: () => undefined,
    onError: failed,
  });
  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bodies = requests();
  const { port } = server.address() as AddressInfo;
  await posted(port, bodies.slice(0, REQUESTS / 4));
  const cpu = process.threadCpuUsage();
  const began = performance.now();
  await posted(port, bodies);
  const wall = performance.now() - began;
  const used = process.threadCpuUsage(cpu);
  server.closeAllConnections();
  server.close();
  traces.close();
  rmSync(directory, { recursive: true });
  return {
    workload: 'otlp',
    spans: SPANS,
    bytes_per_span: round(bodies.reduce((sum, { length }) => sum + length, 0) / SPANS, 0),
    spans_s: round((SPANS / wall) * 1_000, 0),
    spans_s_core: round((SPANS / (used.user + used.system)) * 1e6, 0),
    rss_mb: round(process.memoryUsage().rss / 1e6, 0),
  };
}

function failed(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}

/** Teams of two, with what their models said. */
function requests(): readonly Uint8Array[] {
  const texts = randomTexts();
  return Array.from({ length: REQUESTS }, (_, nth) => {
    const script = spanScript('gen_ai');
    for (let n = 0; n < TRACES; n++) {
      const trace = (nth * TRACES + n + 1).toString(16);
      const text = texts[(nth * TRACES + n) % texts.length] ?? '';
      const lead = script.agent('lead', { trace });
      const helper = script.agent('helper', { trace, parent: lead });
      for (const parent of [lead, helper, helper]) {
        script.model({ trace, parent, says: text });
        script.tool('look', { trace, parent, given: '{"at":"here"}', result: text });
      }
    }
    return protobufOf(script.payload());
  });
}

/** The client has a thread of its own. */
const CLIENT = `
const { workerData: { port, bodies }, parentPort } = require('node:worker_threads');
const headers = { 'content-type': 'application/x-protobuf' };
let next = 0;
const lane = async () => {
  while (next < bodies.length) {
    const response = await fetch('http://127.0.0.1:' + port + '/v1/traces', { method: 'POST', headers, body: bodies[next++] });
    if (response.status !== 200) throw new Error('refused with ' + response.status);
    await response.arrayBuffer();
  }
};
Promise.all(Array.from({ length: 8 }, lane)).then(() => parentPort.close());
`;

async function posted(port: number, bodies: readonly Uint8Array[]): Promise<void> {
  const client = new Worker(CLIENT, { eval: true, workerData: { port, bodies } });
  await once(client, 'exit');
}
