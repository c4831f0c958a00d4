import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { completion, openChatServer, sendJson, type ChatServer } from '#llm/testing';
import { toolServer } from '../options/tool-server-options.js';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { declaring } from './tool-servers.js';

jest.setTimeout(180_000);

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FILESYSTEM = path.join(ROOT, 'node_modules/@modelcontextprotocol/server-filesystem/dist/index.js');
/** All services from the sources. */
const SERVER = {
  command: process.execPath,
  args: [
    '--conditions=parley-source',
    '--import',
    path.join(ROOT, 'tools/ts-hooks.mjs'),
    path.join(ROOT, 'apps/local/main.ts'),
  ],
};

interface Asked {
  readonly tools: readonly { readonly function: { readonly name: string } }[];
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}
const call = (name: string, given: object) => ({
  content: null,
  tool_calls: [{ id: 'c1', type: 'function', function: { name, arguments: JSON.stringify(given) } }],
});

describe('parley run --tool-server', () => {
  let directory: string;
  let chat: ChatServer;
  const asked: Asked[] = [];
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-servers-'));
    asked.length = 0;
    chat = await openChatServer((response, request) => {
      const body = request.body as unknown as Asked;
      asked.push(body);
      const last = body.messages.at(-1);
      const answer =
        last?.role === 'tool'
          ? call('submit_answer', { answer: 'seen' })
          : call('tools__list_directory', { path: directory });
      sendJson(response, completion(answer));
    });
  });
  afterEach(async () => {
    await chat.close();
    await rm(directory, { recursive: true });
  });

  async function run(task: object | undefined, ...args: readonly string[]) {
    const { session, printed, ended } = quietSession({ PATH: process.env['PATH'], NODE_OPTIONS: '' });
    const file = path.join(directory, 'task.json');
    await writeFile(file, JSON.stringify(task ?? {}));
    const what = task === undefined ? ['--family', 'filings'] : [file];
    const model = ['--base-url', chat.baseUrl, '--model', 'openai-compatible/m'];
    const where = ['--data', path.join(directory, 'data'), '--json'];
    await programOf({ ...session, server: SERVER }).parseAsync(['run', ...what, ...model, ...where, ...args], {
      from: 'user',
    });
    return { printed, ended };
  }
  const serves = (what: string) => `"${process.execPath}" "${FILESYSTEM}" ${what}`;

  it('gives the agents the tools of a real server, and what it says comes back', async () => {
    const { ended } = await run({ input: 'What is here?', expected: 'seen' }, '--tool-server', serves(directory));
    expect(ended).toEqual([0]);
    expect(asked[0]!.tools.map(({ function: { name } }) => name)).toContain('tools__read_text_file');
    expect(asked.at(-1)!.messages.at(-1)).toMatchObject({
      role: 'tool',
      content: expect.stringContaining('task.json'),
    });
  });

  it('says why a server gives no tools', async () => {
    const running = run({ input: 'x' }, '--tool-server', '/nowhere/server --now');
    await expect(running).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^--tool-server "\/nowhere\/server --now" gives no tools: .*ENOENT/) as unknown,
    });
  });

  it('refuses a generated task, and a server that runs already', async () => {
    await expect(run(undefined, '--tool-server', serves(directory))).rejects.toThrow('a generated task has the tools');
    const foreign = ['--server', 'http://127.0.0.1:9', '--tool-server', 'x'];
    await expect(run({ input: 'x' }, ...foreign)).rejects.toThrow(
      '--tool-server needs a server that this command starts, but http://127.0.0.1:9 runs already',
    );
  });
});

describe('declared servers', () => {
  it('stand beside those that are declared anyway, in a file that goes', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'parley-declared-'));
    const file = path.join(directory, 'mine.json');
    await writeFile(file, JSON.stringify({ servers: [{ name: 'mine', command: 'm' }], http: [] }));
    const servers = toolServer('npx -y "a server" b', toolServer('one'));
    expect(servers).toEqual([
      { name: 'tools', command: 'one', args: [] },
      { name: 'tools-2', command: 'npx', args: ['-y', 'a server', 'b'] },
    ]);
    const { session } = quietSession({ PARLEY_TOOLS: file });
    const [named, text] = await declaring(servers, session, async ({ PARLEY_TOOLS: own = '' }) => {
      return [own, await readFile(own, 'utf8')] as const;
    });
    expect(JSON.parse(text)).toEqual({ servers: [{ name: 'mine', command: 'm' }, ...servers], http: [] });
    await expect(readdir(path.dirname(named))).rejects.toThrow('ENOENT');
    await rm(directory, { recursive: true });
  });

  it('need a file that can be read', async () => {
    const { session } = quietSession({ PARLEY_TOOLS: '/nowhere.json' });
    const using = declaring(toolServer('one'), session, () => Promise.resolve());
    await expect(using).rejects.toThrow('PARLEY_TOOLS: /nowhere.json cannot be used');
  });
});
