import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { openMeters, type Meters } from '#telemetry';
import { countRecords, observeLag } from './log-metrics.js';

const A_LITTLE_MORE_MS = 5_000;

async function scraped({ serve }: Meters): Promise<string> {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const signal = AbortSignal.timeout(A_LITTLE_MORE_MS);
  const text = await (await fetch(`http://127.0.0.1:${port}`, { signal })).text();
  server.closeAllConnections();
  server.close();
  return text;
}

it('are left out of a scrape where the log does not answer in time, and it is asked once at a time', async () => {
  const meters = openMeters({ sends: false });
  meters.meter.createObservableGauge('parley.other').addCallback((result) => {
    result.observe(7);
  });
  let asked = 0;
  const silent = <T>(): Promise<T> => {
    asked += 1;
    return new Promise(() => undefined);
  };
  countRecords(meters, { partitions: 1, endOf: silent });
  observeLag(meters, { holdings: silent });
  const [text] = await Promise.all([scraped(meters), scraped(meters)]);
  expect(text).toMatch(/^parley_other\{.*\} 7$/m);
  expect(text).not.toMatch(/^parley_log/m);
  for (const metric of ['parley.log.records', 'parley.log.lag']) {
    expect(text).toMatch(new RegExp(`^parley_scrape_success\\{parley_metric="${metric}".*\\} 0$`, 'm'));
  }
  expect(asked).toBe(2);
  await meters.close();
});

it('say for each whether it could be had', async () => {
  const meters = openMeters({ sends: false });
  countRecords(meters, { partitions: 1, endOf: () => Promise.resolve(3) });
  observeLag(meters, { holdings: () => Promise.reject(new Error('no broker is there')) });
  const text = await scraped(meters);
  expect(text).toMatch(/^parley_log_records_total\{parley_topic="run-events".*\} 3$/m);
  expect(text).toMatch(/^parley_scrape_success\{parley_metric="parley.log.records".*\} 1$/m);
  expect(text).toMatch(/^parley_scrape_success\{parley_metric="parley.log.lag".*\} 0$/m);
  await meters.close();
});
