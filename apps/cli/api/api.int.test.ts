import { afterEach, describe, expect, it } from '@jest/globals';
import { cannedServer, json, type Reply } from '../testing/canned-server.js';
import { completed, cloudEventOf, RUN_ID, runOf, started, submitted } from '../testing/sample-run.js';
import { AcceptedRunSchema } from './accepted.js';
import { allOf } from './all-of.js';
import { apiAt } from './api.js';
import { eventsOfRun } from './pages.js';
import { startRun } from './start-run.js';

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function serving(...replies: readonly [Reply, ...Reply[]]) {
  const server = await cannedServer(...replies);
  close = server.close;
  return { server, api: apiAt(server.url, new AbortController().signal) };
}

const hangUp: Reply = (_request, response) => response.destroy();
const breakOff: Reply = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"', () => response.destroy());
};
const BODY = { system: { architecture: 'single' } };

describe('apiAt', () => {
  it('sends the idempotency key and returns the run', async () => {
    const { server, api } = await serving(json(202, { runId: RUN_ID }));
    expect(await startRun(api, BODY, 'key-1')).toBe(RUN_ID);
    expect(server.requests[0]?.headers).toMatchObject({
      'idempotency-key': 'key-1',
      'content-type': 'application/json',
    });
  });

  it('waits a rate limit out', async () => {
    const { server, api } = await serving(json(429, {}, { 'retry-after': '0.01' }), json(202, { runId: RUN_ID }));
    expect(await startRun(api, BODY, 'key-1')).toBe(RUN_ID);
    expect(server.requests).toHaveLength(2);
  });

  it('sends what may be repeated again where the server closes the connection before it answers', async () => {
    const { server, api } = await serving(json(202, { runId: RUN_ID }), hangUp, hangUp, json(202, { runId: RUN_ID }));
    await api.get('/v1/runs/1', AcceptedRunSchema);
    expect(await startRun(api, BODY, 'key-1')).toBe(RUN_ID);
    expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      undefined,
      ...['key-1', 'key-1', 'key-1'],
    ]);
    const again = await serving(hangUp, json(200, { runId: RUN_ID }));
    await server.close();
    expect(await again.api.get('/v1/runs/1', AcceptedRunSchema)).toEqual({ runId: RUN_ID });
  });

  it('sends what may be repeated again where an answer breaks off in its body', async () => {
    const whole = json(200, { runId: RUN_ID });
    const { server, api } = await serving(breakOff, breakOff, whole, breakOff, whole);
    expect(await api.get('/v1/runs/1', AcceptedRunSchema)).toEqual({ runId: RUN_ID });
    expect(await startRun(api, BODY, 'key-1')).toBe(RUN_ID);
    expect(server.requests).toHaveLength(5);
  });

  it('says so where every answer breaks off, and sends what may not be repeated once', async () => {
    const { server, api } = await serving(breakOff);
    await expect(api.post('/v1/approvals', {}, AcceptedRunSchema)).rejects.toMatchObject({ exitCode: 5 });
    expect(server.requests).toHaveLength(1);
    await expect(api.get('/v1/runs', AcceptedRunSchema)).rejects.toMatchObject({ exitCode: 5 });
  });

  it('sends what may not be repeated once', async () => {
    const { server, api } = await serving(hangUp, json(202, { runId: RUN_ID }));
    await expect(api.post('/v1/approvals', {}, AcceptedRunSchema)).rejects.toMatchObject({ exitCode: 5 });
    expect(server.requests).toHaveLength(1);
  });

  it('gives up on a server that answers nothing', async () => {
    const { server, api } = await serving(hangUp);
    await expect(startRun(api, BODY, 'key-1')).rejects.toMatchObject({ exitCode: 5 });
    expect(server.requests).toHaveLength(6);
  });

  it('makes one line of a problem, naming fields', async () => {
    const errors = [
      { field: 'system.architecture', message: 'is not known:\n use one of single' },
      { field: 'budget.turns', message: 'must be at least 1' },
    ];
    const { api } = await serving(json(400, { title: 'Bad Request', detail: 'The body is wrong.', errors }));
    await expect(startRun(api, BODY, 'k')).rejects.toMatchObject({
      exitCode: 2,
      message: 'system.architecture: is not known: use one of single; budget.turns: must be at least 1',
    });
  });

  it('names what is not there', async () => {
    const errors = [{ field: 'runId', message: 'is not that of a run' }];
    const { api } = await serving(json(404, { detail: 'no run 7 was started here', errors }));
    await expect(startRun(api, BODY, 'k')).rejects.toMatchObject({ exitCode: 2, message: 'no run 7 was started here' });
  });

  it.each([
    [500, 70],
    [503, 5],
    [409, 2],
  ])('ends with another status for %i', async (status, exitCode) => {
    const { api } = await serving(json(status, { title: 'x', detail: 'Some detail.' }));
    await expect(startRun(api, BODY, 'k')).rejects.toMatchObject({ exitCode, message: 'Some detail.' });
  });

  it('says where no server is', async () => {
    const { server, api } = await serving(json(200, {}));
    await server.close();
    close = () => Promise.resolve();
    await expect(api.get('/v1/runs', AcceptedRunSchema)).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringMatching(/^cannot reach http:\/\/127\.0\.0\.1:\d+\/v1\/runs: .*ECONNREFUSED/),
    });
  });

  it('does not take a foreign answer for ours', async () => {
    const { api } = await serving(json(200, { hello: 'world' }));
    await expect(api.get('/v1/runs', AcceptedRunSchema)).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining('runId'),
    });
  });
});

describe('eventsOfRun', () => {
  const events = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1));
  const page = (from: number, to: number) =>
    json(200, { events: events.slice(from - 1, to).map(cloudEventOf), next: to + 1 });

  it('reads page after page to the end', async () => {
    const { server, api } = await serving(page(1, 2), page(3, 3), page(4, 3));
    expect(await allOf(eventsOfRun(api, RUN_ID))).toEqual(events);
    expect(server.requests.map(({ url }) => new URL(url ?? '', server.url).searchParams.get('from'))).toEqual([
      '1',
      '3',
      '4',
    ]);
  });

  it('names an event that it cannot read', async () => {
    const { api } = await serving(
      json(200, { events: [{ sequence: 1, type: 'parley.unheard-of.v9', data: {} }], next: 2 }),
    );
    await expect(allOf(eventsOfRun(api, RUN_ID))).rejects.toMatchObject({ exitCode: 70 });
  });
});
