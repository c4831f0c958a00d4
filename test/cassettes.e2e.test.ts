import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { completion, openChatServer, sendJson, type ChatServer } from '#llm/testing';
import { Parley } from './approvals/parley.js';

jest.setTimeout(180_000);

const CALL = { id: 'c1', type: 'function', function: { name: 'calculator', arguments: '{"expression":"6*7"}' } };

describe('a run that is recorded', () => {
  let directory: string;
  let chat: ChatServer;
  let parley: Parley | undefined;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-cassettes-'));
    chat = await openChatServer((response, { body }) => {
      const hasCalled = JSON.stringify(body['messages']).includes('"tool"');
      sendJson(response, completion(hasCalled ? { content: 'It is 42.' } : { content: null, tool_calls: [CALL] }));
    });
  });
  afterEach(async () => {
    await parley?.stop();
    await chat.close();
    await rm(directory, { recursive: true });
  });

  /** What a run of this task prints, on a new data directory. */
  async function run(env: Readonly<Record<string, string>>, input: string): Promise<string> {
    const file = path.join(directory, 'task.json');
    await writeFile(file, JSON.stringify({ input, tools: ['calculator'] }));
    parley = new Parley(await mkdtemp(path.join(directory, 'data-')), env);
    await parley.serve();
    const told = await parley.run('run', file, '--model', 'openai-compatible/small', '--base-url', chat.baseUrl);
    await parley.stop();
    return told;
  }

  it('is answered again without its model, and only what was asked in the same words', async () => {
    const cassettes = path.join(directory, 'cassettes');
    expect(await run({ PARLEY_CASSETTES: cassettes }, 'What is 6 x 7?')).toContain('It is 42.');
    const asked = chat.received.length;
    const [cassette = ''] = await readdir(cassettes);
    const replay = { PARLEY_REPLAY: path.join(cassettes, cassette) };
    const again = await run(replay, 'What is 6 x 7?');
    expect(again).toContain('It is 42.');
    const other = await run(replay, 'What is 6 x 8?');
    expect(other).toMatch(/recorded \\?"What is 6 x 7\?[^]*asked \\?"What is 6 x 8\?/);
    expect(chat.received).toHaveLength(asked);
  });
});
