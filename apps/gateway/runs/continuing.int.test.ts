import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isBlobRef, type CommandOf, type Content, type EventData } from '#events';
import { eventStream, recorded, runIdNumber, saying, solo, soloTurn, startedData } from '#read-models/testing';
import { followUpText } from '#tasks';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const MODEL = { PARLEY_BASE_URL: 'http://127.0.0.1:1/v1', PARLEY_MODEL: 'tiny' };
const runId = runIdNumber(1);
const followUp = { task: { input: 'And of these?' }, system: { architecture: 'single' }, continuesRunId: runId };

describe('a run that continues another', () => {
  let gateway: GatewayHarness;
  beforeEach(async () => {
    gateway = await startGateway({ environment: MODEL });
  });
  afterEach(() => gateway.close());
  const brief = async () => ((await gateway.commands()).at(-1) as CommandOf<'StartRun'>).data.brief;

  /** What was asked: "How many?", and answered: "answer 1". */
  async function earlier(changes: Partial<EventData<'RunStarted'>> = {}, answer: Content = 'answer 1') {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData(changes));
    stream.add('TurnRecorded', recorded(1, { answer: { ...saying(''), text: answer } }));
    const part = { turnId: soloTurn(1), index: 0 };
    stream.add('RunCompleted', { answers: [{ agentId: solo, part }], because: 'answered' });
    await gateway.happen(stream.events);
  }
  const told = (text: string) =>
    followUpText({ input: 'How many?', answers: [{ agentId: 'solo', text }] }, followUp.task.input);

  it('is told what was asked and answered before, and says what it continues', async () => {
    await earlier();
    expect((await gateway.post('/v1/runs', followUp)).status).toBe(202);
    expect((await brief()).input).toBe(told('answer 1'));
    expect((await gateway.commands()).at(-1)).toMatchObject({ data: { continuesRunId: runId } });
  });

  it('has it in a blob of its own where it is long', async () => {
    const long = 'x'.repeat(20_000);
    await earlier({}, await gateway.blobs.put(runId, long, 'text/plain'));
    const { body } = await gateway.post('/v1/runs', followUp);
    const { input } = await brief();
    await gateway.blobs.removeRuns([runId]);
    const kept = isBlobRef(input) ? await gateway.blobs.get(body['runId'] as typeof runId, input) : undefined;
    expect(Buffer.from(kept ?? '').toString()).toBe(told(long));
  });

  const document = { id: 'd', title: 'D', mediaType: 'text/plain', content: 'Six.' };
  const material = { brief: { input: 'How many?', documents: [document], tools: ['calculator'] } };

  it('has the documents and tools of the earlier task where it names none', async () => {
    await earlier(material);
    await gateway.post('/v1/runs', followUp);
    expect(await brief()).toMatchObject({ documents: [document], tools: ['calculator'] });
    await gateway.post('/v1/runs', { ...followUp, task: { ...followUp.task, documents: [] } });
    expect(await brief()).toMatchObject({ documents: [], tools: [] });
  });

  it('has the usual tools for the documents of a generated task, whose own tools belong to it', async () => {
    await earlier({ ...material, taskRef: { family: 'filings', seed: 1, index: 0 } });
    await gateway.post('/v1/runs', followUp);
    expect((await brief()).tools).toEqual(['search_documents', 'read_document', 'calculator']);
  });

  it('may work on a generated task', async () => {
    await earlier();
    const { status } = await gateway.post('/v1/runs', {
      taskRef: { family: 'filings', seed: 1, index: 0 },
      system: followUp.system,
      continuesRunId: runId,
    });
    expect(status).toBe(202);
    expect((await brief()).input).toContain('=== Earlier task ===\n\nHow many?');
  });

  it('says that there was no answer where the run failed', async () => {
    const stream = eventStream(runId);
    stream.add('RunStarted', startedData());
    stream.add('RunFailed', { code: 'no_answer', message: 'nobody has answered' });
    await gateway.happen(stream.events);
    await gateway.post('/v1/runs', followUp);
    expect((await brief()).input).toContain('None was given.');
  });

  it('keeps what can be erased where it can be erased', async () => {
    await earlier({ erasable: true });
    const refused = await gateway.post('/v1/runs', followUp);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'erasable' }] } });
    await gateway.post('/v1/runs', { ...followUp, erasable: true });
    expect(isBlobRef((await brief()).input)).toBe(true);
  });

  it.each([
    ['is not known', async () => Promise.resolve()],
    ['goes on still', () => gateway.happen([eventStream(runId).add('RunStarted', startedData())])],
    [
      'has been erased',
      async () => {
        await earlier({ erasable: true }, await gateway.blobs.put(runId, 'gone', 'text/plain'));
        await gateway.blobs.removeRuns([runId]);
      },
    ],
  ])('is refused where the other %s', async (_what, before) => {
    await before();
    const answer = await gateway.post('/v1/runs', { ...followUp, erasable: true });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'continuesRunId' }] } });
    expect(await gateway.commands()).toEqual([]);
  });
});
