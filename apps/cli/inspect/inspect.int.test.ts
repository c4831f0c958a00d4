import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Inspection } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { CliError } from '../cli-error.js';
import { inspectCommand } from '../commands/inspect.js';
import { quietSession } from '../testing/quiet-session.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-inspect-'));
});
afterEach(() => rm(directory, { recursive: true }));

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = path.join(directory, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
};

async function inspect(...args: readonly string[]) {
  const quiet = quietSession();
  const command = inspectCommand(quiet.session)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await command.parseAsync([...args], { from: 'user' });
  return quiet;
}

async function inspectedJson(...args: readonly string[]): Promise<readonly Inspection[]> {
  const { printed } = await inspect(...args, '--json');
  return printed.map((line) => JSON.parse(line) as Inspection);
}

const oneCall = () => {
  const script = spanScript('gen_ai');
  script.model({ parent: script.agent('ann', { for: 50 }) });
  return JSON.stringify(script.payload());
};

const FIXTURES = path.join(import.meta.dirname, '../../../libs/trajectory/fixtures');

describe('parley inspect', () => {
  it('prints one object a run with the fields in their order', async () => {
    const { printed } = await inspect(await write('a.json', oneCall()), '--json');
    expect(printed).toHaveLength(1);
    expect(printed[0]).toBe(
      '{"family":"gen_ai","runId":"00000000000000000000000000000001","turns":1,' +
        '"agents":[{"name":"ann","turns":1,"inputTokens":100,"outputTokens":10}],"toolCalls":[],"messages":[],' +
        '"tokens":{"input":100,"output":10},"errors":[],"unknown":[]}',
    );
  });

  it('reads JSON, one request a line, gzip and protobuf alike', async () => {
    const json = await write('a.json', JSON.stringify(JSON.parse(oneCall()), null, 2));
    const lines = await write('lines/a.jsonl', `${oneCall()}\n\n${oneCall()}\n`);
    const zipped = await write('zip/a.json.gz', gzipSync(oneCall()));
    const protobuf = path.join(FIXTURES, 'otlp/maf-single');
    const runs = await Promise.all([json, lines, zipped, protobuf].map((input) => inspectedJson(input)));
    expect(runs.map((found) => found.map(({ turns }) => turns))).toEqual([[1], [1], [1], [3]]);
  });

  it('goes through directories, joins the bodies in each, and names what it passes over', async () => {
    await write('a/body-1.json', oneCall());
    await write('b/body-1.json', oneCall());
    await write('b/truth.json', '{"turns": []}');
    await write('c/broken.gz', gzipSync(oneCall()).subarray(0, 40));
    const { printed, noted } = await inspect(directory, '--json');
    expect(printed).toHaveLength(2);
    expect(noted).toEqual([
      expect.stringMatching(/^passed over: .*truth\.json holds neither/),
      expect.stringMatching(/^passed over: .*broken\.gz cannot be unzipped/),
    ]);
  });

  it('refuses a directory without any run, having said what it passed over', async () => {
    await write('a/truth.json', '{"turns": []}');
    const quiet = quietSession();
    const command = inspectCommand(quiet.session).exitOverride();
    const refused = command.parseAsync([directory], { from: 'user' });
    await expect(refused).rejects.toMatchObject({ exitCode: 2, message: `no runs found in ${directory}` });
    expect(quiet.noted).toHaveLength(1);
  });

  it('reads transcripts, one document a line', async () => {
    const transcript = JSON.stringify({
      id: 'T-1',
      history: [
        { role: 'assistant', content: 'Hi.' },
        { role: 'user', content: 'Hm.' },
      ],
    });
    const runs = await inspectedJson(await write('t.jsonl', `${transcript}\n${transcript.replace('T-1', 'T-2')}\n`));
    expect(runs.map(({ family, runId, turns }) => [family, runId, turns])).toEqual([
      ['transcript', 'T-1', 1],
      ['transcript', 'T-2', 1],
    ]);
  });

  it('reads other JSON by a mapping, and refuses one that names nothing', async () => {
    const file = await write('own.json', JSON.stringify({ log: [{ who: 'ann', said: 'Hi.' }] }));
    const map = ['--map', 'messages=log,speaker=who,text=said'];
    expect(await inspectedJson(file, ...map)).toMatchObject([{ agents: [{ name: 'ann', turns: 1 }] }]);
    await expect(inspect(file, '--map', 'speaker=who')).rejects.toThrow(/needs speaker=FIELD and text=FIELD/);
    await expect(inspect(file, '--map', 'nobody=who')).rejects.toThrow(/"nobody=who" is not FIELD=PATH/);
  });

  it('prints a table for people, with what cannot be told', async () => {
    const script = spanScript('openinference');
    const agent = script.agent('ann', { for: 90 });
    script.model({ parent: agent, usage: null });
    script.tool('look', { parent: agent, error: 'none\u001b[2J' });
    const { printed } = await inspect(await write('a.json', JSON.stringify(script.payload())));
    const [text] = printed;
    expect(text).toMatch(/openinference {2}1 turn, unknown tokens in, unknown out/);
    expect(text).toMatch(/ann +1 +unknown +unknown +1/);
    expect(text).toContain('ann: look failed');
    expect(text).toMatch(/unknown:\n {2}tokens: 1 of 1 model calls/);
    expect(text).not.toContain('\u001b');
  });

  it.each([
    ['text.txt', 'no spans here', /holds neither spans/],
    ['empty', '', /holds neither spans/],
    ['no-spans.json', '{"resourceSpans":[]}', /holds neither spans/],
    ['broken.gz', Uint8Array.from([0x1f, 0x8b, 1, 2, 3]), /cannot be unzipped/],
  ])('refuses %s in one line', async (name, content, message) => {
    const failure = inspect(await write(name, content));
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(CliError);
  });

  it('names the file that is not there', async () => {
    await expect(inspect(path.join(directory, 'none.json'))).rejects.toThrow(/^cannot read .*none\.json/);
  });
});
