import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { asAgentId, approvalIdOf, callIdOf } from '#events';
import { eventStream, recorded, reportOf, runIdNumber, solo, soloTurn, startedData } from '#read-models/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';
import { RECEIVED_TRACE as traceId, receiveTrace } from '../testing/receive-trace.js';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

const runId = runIdNumber(1);
const callId = callIdOf(soloTurn(2), 1);
const approvalId = approvalIdOf(callId, 1);
const start = { taskRef: { family: 'filings', seed: 1, index: 0 }, system: { architecture: 'single' } };

/** A run of which every kind of answer has something to show. */
function eventfulRun() {
  const stream = eventStream(runId);
  stream.add('RunStarted', startedData({ labels: { team: 'red' }, budget: { turns: 9 }, comparisonId: 'c1' }));
  stream.add('TurnRecorded', recorded(1));
  const part = { turnId: soloTurn(1), index: 0 };
  stream.add('MessageSent', { from: solo, to: [asAgentId('other')], kind: 'review', round: 1, part, accepted: true });
  const call = { name: 'pay', arguments: '{}', effect: 'once', approval: 'never' } as const;
  const answer = { text: '', calls: [call] };
  stream.add('TurnAnswered', { turnId: soloTurn(2), attempt: 1, answer, controls: [], report: reportOf() });
  stream.add('ToolCallStarted', { turnId: soloTurn(2), callId, claim: 'c', worker: 'w' });
  stream.add('ApprovalRequested', { approvalId, kind: 'in_doubt', turnId: soloTurn(2), callId, expiresAt: 9 });
  stream.add('ApprovalResolved', { approvalId, decision: 'happened', reason: 'seen' }, { actor: 'ann' });
  const late = {
    turnId: soloTurn(1),
    attempt: 1,
    reason: 'turn_closed',
    report: reportOf({ cost: undefined }),
  } as const;
  stream.add('TurnDiscarded', late);
  stream.add('RunCompleted', { answers: [{ agentId: solo, part }], because: 'answered' });
  stream.add('RunGraded', { grader: 'g', version: '1', passed: true, anyPassed: true, score: 1, perAnswer: [] });
  return stream.events;
}

describe('/openapi.json', () => {
  let gateway: GatewayHarness;
  let document: Document;
  let accepted: string;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  beforeAll(async () => {
    gateway = await startGateway();
    document = (await gateway.get('/openapi.json')).body as unknown as Document;
    ajv.addSchema(document, 'openapi');
    await gateway.happen(eventfulRun());
    await receiveTrace(gateway.directory);
    accepted = String((await gateway.post('/v1/runs', start)).body['runId']);
  });
  afterAll(() => gateway.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
  const validate = (schema: object, value: unknown) => {
    const inDocument = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object;
    const valid = ajv.validate(inDocument, value);
    return valid ? [] : ajv.errors;
  };

  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result).toEqual({ valid: true });
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it('has a schema of JSON Schema 2020-12 for every name, and every name that is referred to', () => {
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref ?? '');
    const names = referred.map((ref) => /^#\/components\/schemas\/([^/]+)$/.exec(ref)?.[1] ?? `strange: ${ref}`);
    expect([...new Set(names)].filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
    const wrong = Object.entries(document.components.schemas).filter(
      ([, schema]) => ajv.validateSchema(schema) !== true,
    );
    expect(wrong).toEqual([]);
  });

  it('lists exactly the routes that the server has', async () => {
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual([
      'get /healthz',
      'get /readyz',
      'get /v1/approvals',
      'get /v1/approvals/{runId}/{approvalId}',
      'get /v1/reports/failures',
      'get /v1/runs',
      'get /v1/runs/{runId}',
      'get /v1/runs/{runId}/diagnosis',
      'get /v1/runs/{runId}/events',
      'get /v1/runs/{runId}/messages',
      'get /v1/runs/{runId}/texts',
      'get /v1/runs/{runId}/trace',
      'get /v1/systems',
      'get /v1/tasks',
      'get /v1/traces',
      'get /v1/traces/{traceId}',
      'get /v1/traces/{traceId}/diagnosis',
      'post /v1/approvals',
      'post /v1/runs',
      'post /v1/runs/{runId}/cancel',
      'post /v1/runs/{runId}/pause',
      'post /v1/runs/{runId}/resume',
    ]);
    for (const { method, path } of operations()) {
      const at = path.replace('{runId}', runId).replace('{approvalId}', approvalId).replace('{traceId}', traceId);
      const { body } = method === 'get' ? await gateway.get(at) : await gateway.post(at, {});
      expect(body['type']).not.toBe('urn:parley:problem:not-found');
    }
  });

  it('gives every operation a name, its path parameters, and a body only where one is read', () => {
    const names = operations().map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, method, parameters, requestBody } of operations()) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(parameters.every(({ in: place, required }) => place !== 'header' || required === false)).toBe(true);
      expect(requestBody !== undefined).toBe(method === 'post');
    }
    expect(document.paths['/v1/runs/{runId}/cancel']?.['post']?.requestBody?.required).toBe(false);
    expect(document.paths['/v1/runs']?.['post']?.requestBody?.required).toBe(true);
  });

  it.each([
    ['/healthz', () => '/healthz'],
    ['/readyz', () => '/readyz'],
    ['/v1/systems', () => '/v1/systems'],
    ['/v1/tasks', () => '/v1/tasks'],
    ['/v1/runs', () => '/v1/runs'],
    ['/v1/approvals', () => '/v1/approvals'],
    ['/v1/approvals/{runId}/{approvalId}', () => `/v1/approvals/${runId}/${approvalId}`],
    ['/v1/runs/{runId}', () => `/v1/runs/${runId}`],
    ['/v1/runs/{runId}', () => `/v1/runs/${accepted}`],
    ['/v1/runs/{runId}/messages', () => `/v1/runs/${runId}/messages`],
    ['/v1/runs/{runId}/events', () => `/v1/runs/${runId}/events`],
    ['/v1/runs/{runId}/diagnosis', () => `/v1/runs/${runId}/diagnosis`],
    ['/v1/runs/{runId}/texts', () => `/v1/runs/${runId}/texts?event=2`],
    ['/v1/runs/{runId}', () => `/v1/runs/${runIdNumber(9)}`],
    ['/v1/runs', () => '/v1/runs?limit=none'],
    ['/v1/reports/failures', () => '/v1/reports/failures'],
    ['/v1/reports/failures', () => '/v1/reports/failures?received=true'],
    ['/v1/reports/failures', () => '/v1/reports/failures?received=true&family=x'],
    ['/v1/traces', () => '/v1/traces'],
    ['/v1/traces/{traceId}', () => `/v1/traces/${traceId}`],
    ['/v1/traces/{traceId}', () => `/v1/traces/${'f'.repeat(32)}`],
  ])('describes what GET %s answers', async (path, at) => {
    const { status, headers, body } = await gateway.get(at());
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const schema = document.paths[path]?.['get']?.responses[String(status)]?.content?.[type]?.schema;
    expect(schema).toBeDefined();
    expect(validate(schema!, body)).toEqual([]);
  });

  it.each([
    ['/v1/runs', () => '/v1/runs', start],
    ['/v1/runs', () => '/v1/runs', { task: 1 }],
    ['/v1/runs/{runId}/cancel', () => `/v1/runs/${accepted}/cancel`, { reason: 'enough' }],
    ['/v1/runs/{runId}/cancel', () => `/v1/runs/${runId}/cancel`, {}],
  ])('describes what POST %s answers', async (path, at, request) => {
    const { status, headers, body } = await gateway.post(at(), request);
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const operation = document.paths[path]?.['post'];
    expect(validate(operation!.responses[String(status)]!.content![type]!.schema, body)).toEqual([]);
    if (status < 300)
      expect(validate(operation!.requestBody!.content['application/json']!.schema, request)).toEqual([]);
  });

  it('has a page for people', async () => {
    const response = await fetch(`${gateway.url}/docs`);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Parley API');
  });
});
