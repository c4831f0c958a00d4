import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chunk, openChatServer, type ChatServer } from '#llm/testing';
import { openSource, type Heard, type Source } from '../apps/gateway/testing/event-source.js';
import { Parley } from './approvals/parley.js';

jest.setTimeout(180_000);

const TURN = 'solo.1';
const END = 'The answer is 42';

/** One answer of a model whose words a test sends one by one. */
class Speaking {
  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
  }

  say(content: string): void {
    this.response.write(`data: ${JSON.stringify(chunk({ content }))}\n\n`);
  }

  breakOff(): void {
    this.response.destroy();
  }

  finish(): void {
    this.response.end(`data: ${JSON.stringify(chunk({}, 'stop'))}\n\ndata: [DONE]\n\n`);
  }
}

const sequencesOf = (heard: readonly Heard[]) => heard.flatMap(({ sequence }) => sequence ?? []);
const deltasOf = (heard: readonly Heard[]) => heard.flatMap(({ delta }) => delta ?? []);

describe('what a model says', () => {
  let data: string;
  let chat: ChatServer;
  let parley: Parley;
  /** Those who are asked, in their order. */
  const asked: ((speaking: Speaking) => void)[] = [];
  const begun: Promise<Speaking>[] = [];
  beforeEach(async () => {
    for (let call = 0; call < 3; call++) {
      begun[call] = new Promise((resolve) => {
        asked[call] = resolve;
      });
    }
    data = await mkdtemp(path.join(tmpdir(), 'parley-streaming-'));
    let calls = 0;
    chat = await openChatServer((response) => {
      asked[calls++]?.(new Speaking(response));
    });
    parley = new Parley(data, {});
    await parley.serve();
  });
  afterEach(async () => {
    await chat.close();
    await parley.stop();
    await rm(data, { recursive: true });
  });

  async function start(): Promise<string> {
    const model = { provider: 'openai-compatible', model: 'small', baseUrl: chat.baseUrl };
    const system = { architecture: 'single', model, limits: { backoffMs: 10, maxBackoffMs: 20 } };
    const response = await fetch(`${parley.url}/v1/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
      body: JSON.stringify({ task: { input: 'What is 6 x 7?', expected: 42 }, system }),
    });
    const { runId } = (await response.json()) as { readonly runId: string };
    return `${parley.url}/v1/runs/${runId}/events`;
  }

  /** Everything up to these words. */
  async function until(source: Source, text: string): Promise<readonly Heard[]> {
    const heard: Heard[] = [];
    while (heard.at(-1)?.delta?.text !== text) {
      const [next] = await source.take(1);
      if (next === undefined) throw new Error(`the stream ended without "${text}": ${JSON.stringify(heard)}`);
      heard.push(next);
    }
    return heard;
  }

  it('is heard while it says it, anew in a new attempt, and no event is missed or repeated over a break', async () => {
    const at = await start();
    const source = await openSource(at);
    const first = (await begun[0])!;
    // Whoever listens has been told of the turn by now, so that nothing is lost for want of a listener.
    const opening = await source.take(2);
    first.say('It may');
    const halfway = await until(source, 'It may');
    first.breakOff();
    const second = (await begun[1])!;
    second.say('The answer ');
    const anew = await until(source, 'The answer ');
    source.drop();
    const seen = [...opening, ...halfway, ...anew];
    const resumed = await openSource(at, Math.max(...sequencesOf(seen)));
    second.say('is 42');
    const last = await until(resumed, 'is 42');
    second.finish();
    const rest = await resumed.rest();
    expect(deltasOf([...seen, ...last])).toEqual([
      { turnId: TURN, attempt: 1, n: 1, text: 'It may' },
      { turnId: TURN, attempt: 2, n: 1, text: 'The answer ' },
      { turnId: TURN, attempt: 2, n: 2, text: 'is 42' },
    ]);
    expect(deltasOf(rest)).toEqual([]);
    const sequences = sequencesOf([...seen, ...last, ...rest]);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    expect(rest.map(({ event }) => event)).toEqual([
      'parley.turn-recorded.v1',
      'parley.run-completed.v1',
      'parley.run-graded.v1',
    ]);
    const events = (await (await fetch(at)).json()) as { readonly events: readonly { readonly data: object }[] };
    expect(JSON.stringify(events)).toContain(END);
    expect(JSON.stringify(events)).not.toContain('It may');
  });

  it('is printed once where there is no terminal', async () => {
    const file = path.join(data, 'task.json');
    await writeFile(file, JSON.stringify({ input: 'What is 6 x 7?' }));
    const run = parley.run('run', file, '--model', 'openai-compatible/small', '--base-url', chat.baseUrl);
    const speaking = (await begun[0])!;
    speaking.say('The answer ');
    speaking.say('is 42');
    speaking.finish();
    expect((await run).match(new RegExp(END, 'g'))).toHaveLength(1);
  });
});
