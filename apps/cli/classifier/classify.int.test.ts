import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { drift } from '#reports/testing';
import { programOf } from '../program.js';
import { spanScript } from '#trajectory/testing';
import { cannedServer, json } from '../testing/canned-server.js';
import { sampleDiagnosis } from '../testing/sample-diagnosis.js';
import { sampleReceived } from '../testing/sample-received.js';
import { quietSession } from '../testing/quiet-session.js';

const messages = [
  { role: 'user', content: 'How much?' },
  { role: 'assistant', name: 'Adder', content: 'I add 3 + 4 = 8.' },
];
const labelled = { id: 'one', history: messages, mistake_agent: 'Adder', mistake_step: 1, category: 'numerical_drift' };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-classify-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function parley(command: string[], files: Readonly<Record<string, string>>): Promise<string> {
  const paths = new Map<string, string>();
  for (const [name, text] of Object.entries(files)) {
    paths.set(name, path.join(directory, name));
    await writeFile(path.join(directory, name), text);
  }
  const { session, printed } = quietSession();
  await programOf(session).parseAsync(
    command.map((word) => paths.get(word) ?? word),
    { from: 'user' },
  );
  return printed.join('\n');
}

describe('parley classify', () => {
  it('names class, agent and step with quotes, for people', async () => {
    const text = await parley(['classify', 'run.json'], { 'run.json': JSON.stringify(messages) });
    expect(text).toMatch(/numerical_drift by Adder at step 1/);
    expect(text).toContain('step 1: "I add 3 + 4 = 8."');
  });

  it('prints one JSON object a transcript', async () => {
    const lines = `${JSON.stringify(labelled)}\n${JSON.stringify({ history: messages.slice(0, 1) })}\n`;
    const printed = await parley(['classify', 'runs.jsonl', '--json'], { 'runs.jsonl': lines });
    expect(printed.split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: 'one', label: 'numerical_drift', agent: 'Adder', step: 1, evidence: [{ step: 1 }] },
      { label: 'none' },
    ]);
  });
});

describe('parley classify --trace', () => {
  it('names step and span of what the spans say', async () => {
    const script = spanScript('gen_ai');
    script.model({ parent: script.agent('Adder', { for: 50 }), says: 'I add 3 + 4 = 8.' });
    const files = { 'trace.json': JSON.stringify(script.payload()), 'run.json': JSON.stringify(messages) };
    const printed = await parley(['classify', '--trace', 'trace.json', '--json'], files);
    expect(JSON.parse(printed)).toMatchObject({
      label: 'numerical_drift',
      agent: 'Adder',
      evidence: [{ spanId: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown }],
    });
    await expect(parley(['classify', '--trace', 'run.json'], files)).rejects.toThrow(/leave out --trace/);
  });
});

describe('parley classify --run', () => {
  const diagnosis = sampleDiagnosis({
    architecture: 'centralized',
    passed: false,
    verdict: {
      ...drift('adder'),
      baseline: {
        kind: 'paired',
        runIds: ['s'],
        overheadPercent: { value: 263 },
        regime: 'optimal',
        tokenRatio: { value: 3 },
      },
    },
  });
  const asked = async (answer: object, ...more: string[]) => {
    const server = await cannedServer(json(200, answer));
    const printed = await parley(['classify', '--run', diagnosis.runId, '--server', server.url, ...more], {});
    expect(server.requests[0]?.url).toBe(`/v1/runs/${diagnosis.runId}/diagnosis`);
    await server.close();
    return printed;
  };

  it('tells the diagnosis, what the run took, and how it compares', async () => {
    const text = await asked(diagnosis);
    expect(text).toContain('(rehearsed): numerical_drift by adder at step 1');
    expect(text).toContain('turn adder.1, event 3');
    expect(text).toContain('4 turns, 1 message, density 0.25, redundancy: no content, 1,440 tokens');
    expect(text).toContain('overhead: 263% (optimal), against 1 single-agent run');
  });

  it('says that there is no baseline, and that a running run may change', async () => {
    const text = await asked({ ...diagnosis, partial: true, baseline: 'none' });
    expect(text).toContain('no baseline:');
    expect(text).toContain('all of this may change');
  });

  it('prints what the server says as it is', async () => {
    expect(JSON.parse(await asked(diagnosis, '--json'))).toEqual(diagnosis);
  });

  it.each([
    [[], /exactly one of/],
    [['run.json', '--run', 'x'], /exactly one of/],
    [['--run', 'x', '--trace', 'y'], /exactly one of/],
    [['--run', 'x', '--trace-id', 'y'], /exactly one of/],
    [['--run', 'x', '--failed'], /--failed is for files/],
  ])('refuses %j', async (words, why) => {
    await expect(parley(['classify', ...words], {})).rejects.toThrow(why);
  });
});

describe('parley classify --trace-id', () => {
  const verdict = {
    label: 'numerical_drift',
    agent: 'adder',
    step: 0,
    evidence: [{ step: 0, quote: '3 + 4 = 8' }],
  } as const;
  const found = { ...sampleReceived({ verdict: { ...verdict, evidence: [...verdict.evidence] } }), runId: 'theirs' };

  it('tells what the server says of the runs of a received trace', async () => {
    const server = await cannedServer(json(200, { traceId: 't', runs: [found] }));
    const text = await parley(['classify', '--trace-id', 't', '--server', server.url], {});
    expect(server.requests[0]?.url).toBe('/v1/traces/t/diagnosis');
    await server.close();
    expect(text).toContain('theirs: numerical_drift by adder at step 0');
    expect(text).toContain('step 0: "3 + 4 = 8"');
  });
});

describe('parley eval-classifier', () => {
  it('prints figures for data and negatives', async () => {
    const files = {
      'data.jsonl': JSON.stringify(labelled),
      'fine.jsonl': JSON.stringify({ history: messages.slice(0, 1) }),
    };
    const json = await parley(
      ['eval-classifier', '--data', 'data.jsonl', '--negatives', 'fine.jsonl', '--json'],
      files,
    );
    expect(JSON.parse(json)).toMatchObject({ runs: 1, exactStep: { value: 1 }, anyFalseAlarm: { value: 0 } });
    expect(await parley(['eval-classifier', '--data', 'data.jsonl'], files)).toMatch(/exact step/);
  });

  it.each([
    ['{', /line 1 is not JSON/],
    ['', /is empty/],
    ['{"history": []}', /transcript 1: has no messages/],
    [JSON.stringify({ history: messages }), /no run has a mistake_agent or a mistake_step/],
  ])('refuses %p and says why', async (text, why) => {
    await expect(parley(['eval-classifier', '--data', 'data.jsonl'], { 'data.jsonl': text })).rejects.toThrow(why);
    await expect(parley(['eval-classifier', '--data', 'nowhere.jsonl'], {})).rejects.toThrow(
      /cannot read nowhere.jsonl/,
    );
  });
});
