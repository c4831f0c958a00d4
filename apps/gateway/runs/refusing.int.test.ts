import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runIdNumber } from '#read-models/testing';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const generated = { taskRef: { family: 'filings', seed: 1, index: 0 }, system: { architecture: 'single' } };
const own = { task: { input: 'x' }, system: { architecture: 'single' } };
const MODEL = { PARLEY_BASE_URL: 'http://127.0.0.1:1/v1', PARLEY_MODEL: 'tiny' };
const model = { provider: 'openai-compatible', model: 'm' };
const rehearsal = { provider: 'rehearsal', model: 'rehearsal-mid' };

describe('POST /v1/runs', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway({ environment: MODEL });
  });
  afterEach(() => gateway.close());
  const started = () => gateway.commands();

  it.each([
    [{ system: { architecture: 'single' } }, 400, 'task'],
    [{ ...generated, task: { input: 'x' } }, 400, 'task'],
    [{ taskRef: generated.taskRef }, 400, 'system'],
    [{ ...generated, sytem: {} }, 400, 'sytem'],
    [{ ...generated, system: { architecture: 'ring' } }, 422, 'system.architecture'],
    [{ ...generated, system: { architecture: 'single', parameters: { tunrs: 3 } } }, 422, 'system.parameters.tunrs'],
    [{ ...generated, taskRef: { family: 'novels', seed: 1, index: 0 } }, 422, 'taskRef.family'],
    [{ task: { input: '' }, system: { architecture: 'single' } }, 422, 'task.input'],
    [{ task: { input: 'x', tools: ['abacus'] }, system: { architecture: 'single' } }, 422, 'task.tools[0]'],
    [{ ...generated, labels: { team: 'x'.repeat(257) } }, 400, 'labels.team'],
    [{ ...generated, comparisonId: 'x'.repeat(201) }, 400, 'comparisonId'],
    [
      { ...generated, system: { architecture: 'single', limits: { approvalMs: 1e15 } } },
      400,
      'system.limits.approvalMs',
    ],
    [{ ...generated, budget: { microDollars: 1000 } }, 422, 'budget.microDollars'],
    [{ ...generated, budget: { turns: 0 } }, 400, 'budget.turns'],
    [{ ...generated, budget: { tokens: 0 } }, 400, 'budget.tokens'],
    [{ ...generated, budget: { wallMs: 0 } }, 400, 'budget.wallMs'],
    [{ ...generated, taskRef: { ...generated.taskRef, index: 1_000_000_000 } }, 422, 'taskRef.index'],
    [{ ...generated, continuesRunId: runIdNumber(9) }, 422, 'continuesRunId'],
  ])('refuses %j with %i: %s', async (body, status, field) => {
    const answer = await gateway.post('/v1/runs', body);
    expect({ status: answer.status, errors: answer.body['errors'] }).toMatchObject({ status, errors: [{ field }] });
    expect(await started()).toEqual([]);
  });

  it.each([
    [{ ...model, provider: 'nobody' }, 422, 'provider'],
    [{ ...model, fallbacks: [{ provider: 'nobody', model: 'm' }] }, 422, 'fallbacks[0].provider'],
    [{ ...rehearsal, model: 'rehearsal-best' }, 422, 'model'],
    [{ ...model, baseUrl: 'file:///etc/passwd' }, 400, 'baseUrl'],
    [{ ...model, baseUrl: 'http://me:secret@127.0.0.1/v1' }, 400, 'baseUrl'],
    [{ ...model, baseUrl: 'http://127.0.0.1/v1?api_key=secret' }, 400, 'baseUrl'],
  ])('refuses the model %j with %i: %s, whoever names it', async (named, status, field) => {
    const agents = [{ agentId: 'solo', model: named }];
    const shared = await gateway.post('/v1/runs', { ...generated, system: { architecture: 'single', model: named } });
    const ofAgent = await gateway.post('/v1/runs', { ...generated, system: { architecture: 'single', agents } });
    expect(shared).toMatchObject({ status, body: { errors: [{ field: `system.model.${field}` }] } });
    expect(ofAgent).toMatchObject({ status, body: { errors: [{ field: `system.agents[0].model.${field}` }] } });
    expect(JSON.stringify([shared.body, ofAgent.body])).not.toContain('secret');
    expect(await started()).toEqual([]);
  });

  it('refuses a label that objects cannot hold', async () => {
    const body = JSON.stringify(generated).replace(/}$/, ', "labels": {"__proto__": "x"}}');
    const answer = await gateway.post('/v1/runs', body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'labels.__proto__' }] } });
  });
});

describe('a gateway without a model server', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('refuses to rehearse a task of one’s own', async () => {
    const answer = await gateway.post('/v1/runs', own);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'system.model' }] } });
    const agents = [{ agentId: 'solo', model: rehearsal }];
    const named = await gateway.post('/v1/runs', { ...own, system: { architecture: 'single', agents } });
    expect(named).toMatchObject({ status: 422, body: { errors: [{ field: 'system.agents[0].model' }] } });
  });

  it('refuses a model without an address', async () => {
    const answer = await gateway.post('/v1/runs', { ...generated, system: { architecture: 'single', model } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'system.model.baseUrl' }] } });
  });
});
