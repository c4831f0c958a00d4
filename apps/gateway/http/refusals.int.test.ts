import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LogError } from '#event-log';
import { runIdNumber } from '#read-models/testing';
import { startGateway, type Answer, type GatewayHarness } from '../testing/gateway-harness.js';

const expectProblem = ({ headers, body, status }: Answer) => {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:parley:problem:/) as unknown,
    title: expect.any(String) as unknown,
    detail: expect.any(String) as unknown,
    instance: expect.stringMatching(/^\//) as unknown,
    status,
  });
};

describe('a refusal is a problem of RFC 9457', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway({
      environment: { PARLEY_MAX_BODY_BYTES: '2000', PARLEY_MAX_JSON_DEPTH: '6', PARLEY_REQUESTS_PER_MINUTE: '20' },
    });
  });
  afterEach(() => gateway.close());
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  it.each([
    ['an unknown route', () => gateway.get('/v1/nothing'), 404],
    ['a wrong method', () => gateway.post('/v1/systems', {}), 405],
    ['a page of another site', () => gateway.post('/v1/runs', {}, { origin: 'http://evil.example' }), 403],
    ['malformed JSON', () => gateway.post('/v1/runs', '{"task":'), 400],
    ['a body that is no object', () => gateway.post('/v1/runs', '[]'), 400],
    ['a body of another type', () => gateway.post('/v1/runs', 'task=x', { 'content-type': 'text/plain' }), 415],
    ['a body that is too large', () => gateway.post('/v1/runs', { task: 'x'.repeat(3000) }), 413],
    ['a body that is nested too deeply', () => gateway.post('/v1/runs', nested(8)), 400],
    ['a run id that is none', () => gateway.get('/v1/runs/7'), 400],
    ['a broken escape in the path', () => gateway.get('/v1/runs/%ff'), 400],
    ['an unknown parameter', () => gateway.get('/v1/runs?sort=up'), 400],
    ['a limit out of range', () => gateway.get('/v1/runs?limit=100000'), 400],
    ['a cursor that is none', () => gateway.get('/v1/approvals?cursor=x'), 400],
    [
      'a resume position that is none',
      () => gateway.get(`/v1/runs/${runIdNumber(1)}/events`, { 'last-event-id': 'x' }),
      404,
    ],
  ])('for %s', async (_name, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expectProblem(answer);
  });

  it.each([
    ['events?from=2147483648', {}, 'from'],
    ['texts?event=3000000000', {}, 'event'],
    ['messages?cursor=3000000000', {}, 'cursor'],
    ['events', { accept: 'text/event-stream', 'last-event-id': '2147483648' }, 'Last-Event-ID'],
    ['events', { accept: 'text/event-stream', 'last-event-id': '9999999999.diagnosis' }, 'Last-Event-ID'],
  ])('for a sequence that no event can have: %s %j', async (part, headers, field) => {
    const runId = runIdNumber(1);
    await gateway.store.acceptRun({ tenant: 'default', bodyHash: 'h', runId, now: 1 });
    const answer = await gateway.get(`/v1/runs/${runId}/${part}`, headers);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  it('for a cursor of traces whose time is none', async () => {
    const answer = await gateway.get(`/v1/traces?cursor=${'9'.repeat(20)}-${'a'.repeat(32)}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'cursor' }] } });
  });

  it('names the field and the fix', async () => {
    const { body } = await gateway.post('/v1/runs', nested(8));
    expect(body['errors']).toEqual([{ field: 'body', message: expect.stringContaining('6 levels') as unknown }]);
  });

  it.each([
    ['malformed JSON', '{"task": oops}', /^is not JSON: Unexpected token 'o'/],
    ['a body that is too large', 'x'.repeat(3000), /^must have 2000 bytes at most: .*PARLEY_MAX_BODY_BYTES/],
  ])('names the body and the fix for %s', async (_name, sent, message) => {
    const { body } = await gateway.post('/v1/runs', sent);
    expect(body['errors']).toEqual([{ field: 'body', message: expect.stringMatching(message) as unknown }]);
  });

  it('leads who finds nothing to the documentation', async () => {
    expect((await gateway.get('/')).body['detail']).toBe('Cannot GET /: /docs has what there is');
  });

  it.each([
    ['DELETE', '/v1/runs', 'GET, HEAD, POST'],
    ['PUT', `/v1/runs/${runIdNumber(1)}`, 'GET, HEAD'],
    ['GET', `/v1/runs/${runIdNumber(1)}/cancel`, 'POST'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('says which methods there are instead of %s %s', async (method, path, allow) => {
    const response = await fetch(`${gateway.url}${path}`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.json()).toMatchObject({ type: 'urn:parley:problem:method-not-allowed', status: 405 });
  });

  it('refuses a name that is not its own, also for its pages', async () => {
    const { hostname, port } = new URL(gateway.url);
    for (const path of ['/v1/runs', '/docs', '/openapi.json']) {
      const status = await new Promise((resolve) => {
        request({ hostname, port, path, headers: { host: 'evil.example' } }, (response) => {
          resolve(response.resume().statusCode);
        }).end();
      });
      expect(status).toBe(403);
    }
  });

  it('says when to come back', async () => {
    for (let n = 0; n < 20; n++) await gateway.get('/v1/systems');
    const answer = await gateway.get('/v1/systems');
    expect(answer.status).toBe(429);
    expectProblem(answer);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await gateway.get('/healthz')).status).toBe(200);
  });

  it('tells nothing of what goes wrong inside', async () => {
    await gateway.store.close();
    const answer = await gateway.get('/v1/runs');
    expect(answer.status).toBe(500);
    expectProblem(answer);
    expect(JSON.stringify(answer.body)).not.toMatch(/driver|destroyed|\.ts|at /);
  });

  const run = { taskRef: { family: 'filings', seed: 1, index: 0 }, system: { architecture: 'single' } };
  const outOfService = { status: 503, body: { detail: expect.stringContaining('Idempotency-Key') as unknown } };

  it('asks to try again when the log takes nothing', async () => {
    await gateway.log.close();
    expect(await gateway.post('/v1/runs', run)).toMatchObject(outOfService);
  });

  it.each(['broker_unreachable', 'access_denied', 'topics_unfit', 'commit_failed'] as const)(
    'asks to try again while the brokers take nothing: %s',
    async (code) => {
      jest.spyOn(gateway.log, 'publish').mockRejectedValue(new LogError(code, 'the brokers did not write records'));
      expect(await gateway.post('/v1/runs', run)).toMatchObject(outOfService);
    },
  );

  it('does not ask to try again what can never be written', async () => {
    jest
      .spyOn(gateway.log, 'publish')
      .mockRejectedValue(new LogError('record_too_large', 'a record has too many bytes'));
    expect(await gateway.post('/v1/runs', run)).toMatchObject({ status: 500 });
  });
});

describe('the gateway', () => {
  it('is ready while every part is, and alive in any case', async () => {
    const gateway = await startGateway();
    expect(await gateway.get('/readyz')).toMatchObject({ status: 200, body: { ready: true, checks: { store: 'ok' } } });
    await gateway.store.close();
    expect(await gateway.get('/readyz')).toMatchObject({ status: 503, body: { ready: false } });
    expect(await gateway.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    await gateway.close();
  });

  it('reveals no framework', async () => {
    const gateway = await startGateway();
    const headers = await new Promise<NodeJS.Dict<unknown>>((resolve) => {
      request(`${gateway.url}/healthz`, (response) => {
        resolve(response.resume().headers);
      }).end();
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    await gateway.close();
  });
});
