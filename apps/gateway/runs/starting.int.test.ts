import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asRunId, encodeData, EVENT_SCHEMAS, isBlobRef, MAX_COMMAND_BYTES, type CommandOf } from '#events';
import { eventStream, runIdNumber, startedData } from '#read-models/testing';
import { canonicalJson } from '#tasks';
import { sha256 } from '../hashes.js';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';
import { bodyHashOf } from './body-hash.js';
import { RunRequestSchema } from './run-request.js';

const generated = { taskRef: { family: 'filings', seed: 1, index: 0 }, system: { architecture: 'single' } };
const MODEL = { PARLEY_BASE_URL: 'http://127.0.0.1:1/v1', PARLEY_MODEL: 'tiny' };

/** A task that adds about this many bytes to its StartRun: titles stay in the record, whatever they say. */
const ofSize = (bytes: number) => ({
  task: {
    input: 'What is six times seven?',
    expected: '42',
    documents: [{ id: 'd', title: 'x'.repeat(Math.max(0, bytes)), text: 'short' }],
  },
  system: { architecture: 'single' },
  seed: 1,
});
/** Less than a parent span takes. */
const SLACK = 20;

describe('POST /v1/runs', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway({ environment: MODEL });
  });
  afterEach(() => gateway.close());
  const started = async () => (await gateway.commands()) as readonly CommandOf<'StartRun'>[];

  it('publishes StartRun, says where the run is, and shows it as accepted', async () => {
    const { status, headers, body } = await gateway.post('/v1/runs', generated);
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/runs/${String(body['runId'])}`);
    expect(await started()).toMatchObject([{ type: 'StartRun', runId: body['runId'], source: '/parley/gateway' }]);
    const shown = await gateway.get(headers.get('location') ?? '');
    expect(shown.body).toEqual({ runId: body['runId'], status: 'accepted' });
  });

  it('resolves everything that the run is a function of, in the order of the schema', async () => {
    await gateway.post('/v1/runs', {
      ...generated,
      seed: 5,
      labels: { team: 'red' },
      comparisonId: 'c1',
      budget: { turns: 9 },
    });
    const [command] = await started();
    expect(command?.data).toMatchObject({
      taskRef: generated.taskRef,
      seed: 5,
      labels: { team: 'red' },
      comparisonId: 'c1',
      budget: { turns: 9 },
      rehearsed: false,
      system: { architecture: 'single', agents: [{ model: { provider: 'openai-compatible', model: 'tiny' } }] },
    });
    expect(JSON.stringify(EVENT_SCHEMAS.RunStarted.parse(command?.data))).toBe(encodeData(command!));
  });

  it('runs a preset with what is said beside it in its place', async () => {
    const system = { preset: 'rehearsal-high-leads-low-centralized', parameters: { rounds: 2 } };
    expect((await gateway.post('/v1/runs', { ...generated, system })).status).toBe(202);
    const [command] = await started();
    expect(command?.data.system).toMatchObject({
      name: 'rehearsal-high-leads-low-centralized',
      architecture: 'centralized',
      parameters: { rounds: 2, workers: 3 },
      agents: [
        { model: { model: 'rehearsal-high' } },
        ...Array<unknown>(3).fill({ model: { model: 'rehearsal-low' } }),
      ],
    });
  });

  it('keeps the expected answer in a salted blob, and out of the command', async () => {
    const task = { input: 'What is six times seven?', expected: 'forty-two' };
    await gateway.post('/v1/runs', { task, system: { architecture: 'single' } });
    const [command] = await started();
    expect(JSON.stringify(command)).not.toContain('forty-two');
    const ref = command!.data.gradingRef!;
    const grading = JSON.parse(Buffer.from(await gateway.blobs.get(command!.runId, ref)).toString()) as object;
    expect(grading).toEqual({
      salt: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      grader: { kind: 'exact', expected: 'forty-two' },
    });
  });

  it('has nothing in the command from which a short expected answer could be guessed', async () => {
    const asking = (expected: number) => ({
      task: { input: 'What is six times seven?', grader: { kind: 'numeric' }, expected },
      system: { architecture: 'single' },
    });
    await gateway.post('/v1/runs', asking(42));
    await gateway.post('/v1/runs', {
      ...asking(0),
      task: { ...asking(0).task, grader: { kind: 'numeric', expected: 7 }, expected: undefined },
    });
    const [{ runId, data }, other] = (await started()) as [CommandOf<'StartRun'>, CommandOf<'StartRun'>];
    expect(data.bodyHash).toBe(other.data.bodyHash);
    expect(data.gradingRef?.bytes).toBe(1_024);
    const request = canonicalJson(RunRequestSchema.parse(asking(42)));
    const salts = [request, `${runId} ${request}`, data.bodyHash ?? ''].flatMap((known) => [
      sha256(known),
      sha256(known).slice(0, 32),
    ]);
    const grader = { kind: 'numeric', expected: 42, tolerance: 0 };
    const guessed = salts.map((salt) => sha256(JSON.stringify({ salt, grader })));
    expect(guessed).not.toContain(data.gradingRef?.blob);
  });

  it('puts long texts into blobs of the run, and erasable ones always', async () => {
    const long = { input: 'x'.repeat(20_000), documents: [{ id: 'd', text: 'short' }] };
    await gateway.post('/v1/runs', { task: long, system: { architecture: 'single' } });
    await gateway.post('/v1/runs', { task: { input: 'short' }, system: { architecture: 'single' }, erasable: true });
    const [big, erasable] = await started();
    expect(big!.data.brief.documents[0]?.content).toBe('short');
    const input = big!.data.brief.input;
    expect(isBlobRef(input) && (await gateway.blobs.get(big!.runId, input))).toHaveLength(20_000);
    expect(isBlobRef(erasable!.data.brief.input)).toBe(true);
  });

  it('keeps no word of an erasable run in the record but names', async () => {
    const agents = [{ agentId: 'solo', instructions: 'Whisper.' }];
    const task = { input: 'A secret.', documents: [{ id: 'd', title: 'Title', text: 'Another.' }], expected: 'Hush.' };
    await gateway.post('/v1/runs', { task, system: { architecture: 'single', agents }, erasable: true });
    const text = JSON.stringify(await started());
    for (const word of ['secret', 'Another', 'Hush', 'Whisper']) expect(text).not.toContain(word);
  });

  it('keeps labels whose names every object has', async () => {
    const labels = { constructor: 'x', toString: 'y', hasOwnProperty: 'z' };
    await gateway.post('/v1/runs', { ...generated, labels });
    expect((await started())[0]?.data.labels).toEqual(labels);
  });

  it('fits many documents into one record', async () => {
    const documents = Array.from({ length: 60 }, (_, n) => ({ id: `d${n}`, text: 'é'.repeat(16_000) }));
    const answer = await gateway.post('/v1/runs', {
      task: { input: 'x', documents },
      system: { architecture: 'single' },
    });
    expect(answer.status).toBe(202);
    expect(encodeData((await started())[0]!).length).toBeLessThan(200_000);
  });

  it('makes the run part of the trace that the client sent', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`;
    await gateway.post('/v1/runs', generated, { traceparent });
    await gateway.post('/v1/runs', generated, { traceparent: 'nonsense' });
    const [traced, own] = await started();
    expect(traced).toMatchObject({
      traceparent,
      data: { traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16), sampled: false },
    });
    expect(own?.traceparent).toBeUndefined();
    expect(own?.data).toMatchObject({ traceId: own?.runId.replaceAll('-', ''), sampled: true });
  });

  describe('with an Idempotency-Key', () => {
    const key = { 'idempotency-key': 'k1' };

    it('answers the same run for the same body, and publishes again', async () => {
      const first = await gateway.post('/v1/runs', generated, key);
      const second = await gateway.post('/v1/runs', generated, key);
      expect(second.body).toEqual(first.body);
      const commands = await started();
      expect(commands.map(({ runId }) => runId)).toEqual([first.body['runId'], first.body['runId']]);
      expect(commands[0]?.data.idempotencyKey).toBe('k1');
    });

    describe('and texts of its own', () => {
      const task = { input: 'What is six times seven?', expected: 'forty-two' };
      const erasable = { task, system: { architecture: 'single' }, erasable: true };

      it('keeps them once, however often it is asked for before it starts', async () => {
        await gateway.post('/v1/runs', erasable, key);
        await gateway.post('/v1/runs', erasable, key);
        const [first, second] = await started();
        expect(second?.data).toMatchObject({ gradingRef: first?.data.gradingRef, brief: first?.data.brief });
      });

      it('does not bring back what was erased once it has started', async () => {
        const { body } = await gateway.post('/v1/runs', erasable, key);
        const [{ runId, data }] = (await started()) as [CommandOf<'StartRun'>];
        const stream = eventStream(runId);
        stream.add('RunStarted', data);
        await gateway.publish(stream.events);
        await gateway.blobs.removeRuns([runId]);
        expect(await gateway.post('/v1/runs', erasable, key)).toMatchObject({ status: 202, body });
        const erased = [data.brief.input, data.gradingRef ?? ''].filter(isBlobRef);
        expect(erased).toHaveLength(2);
        for (const text of erased)
          await expect(gateway.blobs.get(runId, text)).rejects.toMatchObject({ code: 'blob_missing' });
        expect(await started()).toHaveLength(1);
      });
    });

    it('refuses a body that expects another answer', async () => {
      const asking = { task: { input: 'What is six times seven?', expected: 42 }, system: { architecture: 'single' } };
      await gateway.post('/v1/runs', asking, key);
      const other = await gateway.post('/v1/runs', { ...asking, task: { ...asking.task, expected: 43 } }, key);
      expect(other).toMatchObject({ status: 422, body: { type: 'urn:parley:problem:key-reused' } });
      expect((await gateway.post('/v1/runs', asking, key)).status).toBe(202);
    });

    it('refuses another body', async () => {
      await gateway.post('/v1/runs', generated, key);
      const other = await gateway.post('/v1/runs', { ...generated, seed: 1 }, key);
      expect(other).toMatchObject({
        status: 422,
        body: { type: 'urn:parley:problem:key-reused', errors: [{ field: 'Idempotency-Key' }] },
      });
      expect(await started()).toHaveLength(1);
    });

    describe('that was accepted for what could not be started any more', () => {
      const priced = { ...generated, budget: { microDollars: 1_000 } };
      const runId = runIdNumber(1);
      beforeEach(async () => {
        const bodyHash = bodyHashOf(RunRequestSchema.parse(priced));
        await gateway.store.acceptRun({ tenant: 'default', idempotencyKey: 'k1', bodyHash, runId, now: 1 });
      });

      it('answers the run that has started, and notices another body', async () => {
        const stream = eventStream(runId);
        stream.add('RunStarted', startedData());
        await gateway.publish(stream.events);
        expect(await gateway.post('/v1/runs', priced, key)).toMatchObject({ status: 202, body: { runId } });
        const other = await gateway.post('/v1/runs', { ...priced, seed: 1 }, key);
        expect(other).toMatchObject({ status: 422, body: { type: 'urn:parley:problem:key-reused' } });
        expect(await started()).toEqual([]);
      });

      it('says so of a run that never started', async () => {
        const answer = await gateway.post('/v1/runs', priced, key);
        expect(answer).toMatchObject({
          status: 422,
          body: {
            type: 'urn:parley:problem:not-runnable',
            errors: [
              { field: 'budget.microDollars' },
              { field: 'Idempotency-Key', message: expect.stringContaining(runId) as unknown },
            ],
          },
        });
      });
    });

    it('takes what is left out and its default, and any order of keys, for the same body', async () => {
      const labels = { a: 'x', b: 'y' };
      const first = await gateway.post('/v1/runs', { ...generated, labels }, key);
      const written = { labels: { b: 'y', a: 'x' }, budget: {}, erasable: false };
      const again = await gateway.post('/v1/runs', { ...written, ...generated }, key);
      expect(again).toMatchObject({ status: 202, body: { runId: first.body['runId'] } });
    });

    it('leaves a run alone whose repetition does not fit a record, and answers it', async () => {
      const probe = await gateway.post('/v1/runs', ofSize(0), { 'idempotency-key': 'k0' });
      const room = MAX_COMMAND_BYTES - encodeData((await started())[0]!).length;
      expect(probe.status).toBe(202);
      const full = ofSize(room - SLACK);
      const first = await gateway.post('/v1/runs', full, key);
      expect(first.status).toBe(202);
      const runId = asRunId(String(first.body['runId']));
      const [, command] = await started();
      const stream = eventStream(runId);
      stream.add('RunStarted', command!.data);
      await gateway.publish(stream.events);
      const traced = { ...key, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
      expect(await gateway.post('/v1/runs', full, traced)).toMatchObject({ status: 202, body: { runId } });
      expect(await started()).toHaveLength(2);
      expect(await gateway.store.isAccepted(runId)).toBe(true);
      expect(await gateway.blobs.get(runId, command!.data.gradingRef!)).toBeDefined();
    });

    it('refuses a key that cannot be one', async () => {
      const answer = await gateway.post('/v1/runs', generated, { 'idempotency-key': 'a b' });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'Idempotency-Key' }] } });
    });
  });

  it('refuses a run that does not fit a record, and remembers nothing of it', async () => {
    const key = { 'idempotency-key': 'k1' };
    const large = await gateway.post('/v1/runs', ofSize(MAX_COMMAND_BYTES), key);
    expect(large).toMatchObject({ status: 422, body: { type: 'urn:parley:problem:not-runnable' } });
    expect(await gateway.post('/v1/runs', generated, key)).toMatchObject({ status: 202 });
    expect(await started()).toHaveLength(1);
  });
});

describe('a gateway without a model server', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('rehearses generated tasks, and says so', async () => {
    await gateway.post('/v1/runs', generated);
    const [command] = (await gateway.commands()) as readonly CommandOf<'StartRun'>[];
    expect(command?.data).toMatchObject({
      rehearsed: true,
      system: { agents: [{ model: { provider: 'rehearsal' } }] },
    });
  });
});
