import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { programOf } from '../program.js';
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
