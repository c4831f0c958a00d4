import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secrets } from '../secrets/secrets.js';
import type { ToolSource } from '../source.js';
import { callWith, EVERYTHING, FILESYSTEM, MISBEHAVING } from '../testing/tool-servers.js';
import { openToolServer } from './tool-server.js';
import { ToolServerSpecSchema } from './tool-server-spec.js';

const CANARY = 'canary-0123456789';
const directory = mkdtempSync(join(tmpdir(), 'parley-mcp-'));
const open = new Set<ToolSource>();
afterEach(async () => {
  await Promise.all([...open].map((source) => source.close()));
  open.clear();
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** What happened to a server, as an event for each problem that it reported. */
class Problems extends EventTarget {
  readonly all: string[] = [];
  readonly report = (source: string, problem: string): void => {
    this.all.push(`${source}: ${problem}`);
    this.dispatchEvent(new Event('problem'));
  };
}

async function serverOf(declared: object, problems = new Problems()) {
  const spec = ToolServerSpecSchema.parse({
    name: 'test',
    ...('url' in declared ? {} : { command: process.execPath }),
    ...declared,
  });
  const secrets = new Secrets({ CANARY });
  const source = await openToolServer(spec, { secrets, report: problems.report });
  open.add(source);
  const call = (name: string, given: object = {}, options: Parameters<typeof callWith>[2] = {}) =>
    callWith(source.toolNamed(`test__${name}`), given, options);
  const definition = (name: string) => source.toolNamed(`test__${name}`)?.definition;
  return { source, problems, call, definition };
}

/** A server whose process id can be had, for killing it. */
function killable(script: string, args: readonly string[] = []) {
  const pidFile = join(directory, 'pid');
  const declared = {
    command: 'sh',
    args: ['-c', 'echo $$ > "$0"; exec "$@"', pidFile, process.execPath, script, ...args],
  };
  return { declared, kill: () => process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL') };
}

describe("the protocol's own servers", () => {
  it('are callable under their names, with what they return as text', async () => {
    const { source, call, definition } = await serverOf({ args: [EVERYTHING] });
    expect(source.state()).toEqual({ name: 'test', ready: true, problems: expect.any(Array) });
    expect(definition('echo')).toMatchObject({
      name: 'test__echo',
      effect: 'once',
      approval: 'never',
      timeoutMs: 60_000,
    });
    expect(await call('echo', { message: 'hello' })).toMatchObject({ status: 'ok', result: 'Echo: hello' });
    expect((await call('echo', {})).result).toContain('test__echo was not called: arguments: add "message"');
    expect((await call('get-tiny-image')).result).toMatch(/\[image, image\/png, \d+ bytes: not shown\]/);
    const weather = await call('get-structured-content', { location: 'Chicago' });
    expect(JSON.parse(weather.result)).toEqual({ temperature: 36, conditions: 'Light rain / drizzle', humidity: 82 });
  });

  it('see the environment that is declared and no more, and cannot tell a secret', async () => {
    process.env['PARLEY_UNDECLARED'] = 'undeclared';
    const { call } = await serverOf({ args: [EVERYTHING], env: { TOKEN: '${env:CANARY}', MODE: 'test' } });
    delete process.env['PARLEY_UNDECLARED'];
    const { result } = await call('get-env');
    expect(JSON.parse(result)).toMatchObject({ TOKEN: '${env:CANARY}', MODE: 'test' });
    expect(result).not.toContain(CANARY);
    expect(result).not.toContain('undeclared');
  });

  it('say what their tools do, which counts where they are trusted, unless it is declared', async () => {
    const folder = mkdtempSync(join(directory, 'files-'));
    writeFileSync(join(folder, 'a.txt'), 'in the file');
    const { call, definition, source } = await serverOf({
      args: [FILESYSTEM, folder],
      trusted: true,
      allow: ['read_text_file', 'write_file', 'edit_file', 'move_file'],
      tools: { move_file: { effect: 'idempotent', approval: 'always', timeoutMs: 1_000 } },
    });
    expect(source.tools().map(({ definition: { name, effect } }) => [name, effect])).toEqual([
      ['test__read_text_file', 'read'],
      ['test__write_file', 'idempotent'],
      ['test__edit_file', 'once'],
      ['test__move_file', 'idempotent'],
    ]);
    expect(definition('move_file')).toMatchObject({ approval: 'always', timeoutMs: 1_000 });
    expect((await call('read_text_file', { path: join(folder, 'a.txt') })).result).toBe('in the file');
    expect(await call('read_text_file', { path: '/etc/passwd' })).toMatchObject({ status: 'error' });
  });

  it('end in the middle of a call with an error that says so, and are started again', async () => {
    const { declared, kill } = killable(EVERYTHING);
    const { call, source } = await serverOf(declared);
    const running = call('trigger-long-running-operation', { duration: 60, steps: 1 });
    kill();
    const { status, result, inDoubt } = await running;
    expect({ status, inDoubt }).toEqual({ status: 'error', inDoubt: true });
    expect(result).toContain("its server's connection ended while the call was running");
    expect(source.state().ready).toBe(false);
    expect(await call('echo', { message: 'again' })).toMatchObject({ status: 'ok', result: 'Echo: again' });
    expect(source.state().ready).toBe(true);
  });
});

describe('a server that misbehaves', () => {
  it('costs no more than the tools that it describes badly', async () => {
    const { source, definition, call } = await serverOf({ args: [MISBEHAVING] });
    expect(source.state().problems).toEqual([
      'not_an_object: inputSchema.type must be one of object',
      expect.stringContaining('no_schema: its schema cannot be used: schema is invalid'),
    ]);
    expect(source.tools().map((tool) => tool.definition.name)).toContainEqual(
      expect.stringMatching(/^test__dots_and_slashes_[0-9a-f]{8}$/),
    );
    expect(definition('liar')?.effect).toBe('once');
    expect((await call('draft_7', { pair: ['a', 'b'] })).result).toContain('pair.1: must be number');
    expect((await call('draft_7', { pair: ['a', 1] })).status).toBe('ok');
  });

  it('may change its tools', async () => {
    const { source, call, definition } = await serverOf({ args: [MISBEHAVING] });
    expect(definition('added')).toBeUndefined();
    await call('add_tool');
    while (definition('added') === undefined) await call('cancelled');
    expect((await call('added')).status).toBe('ok');
    expect(source.tools().length).toBeGreaterThan(1);
  });

  it('is told when a call is cancelled', async () => {
    const { call } = await serverOf({ args: [MISBEHAVING] });
    const cancel = new AbortController();
    const running = call('hang', {}, { signal: cancel.signal });
    await call('cancelled');
    cancel.abort(new Error('run cancelled'));
    await expect(running).rejects.toThrow('run cancelled');
    expect((await call('cancelled')).result).toBe('1');
  });

  it('is given up when it never answers, and told so', async () => {
    const { call } = await serverOf({ args: [MISBEHAVING], tools: { hang: { timeoutMs: 50 } } });
    expect(await call('hang')).toMatchObject({
      status: 'timed_out',
      result: 'test__hang gave no result within 50 ms',
      inDoubt: true,
    });
    expect((await call('cancelled')).result).toBe('1');
  });

  it('has a result that is too long cut, and one of 50 MB refused', async () => {
    const { call } = await serverOf({ args: [MISBEHAVING], maxResultBytes: 100_000 });
    const long = await call('flood', { bytes: 150_000 });
    expect(long.bytes).toBeLessThan(100_200);
    const cut = await call('flood', { bytes: 150_000 }, { limit: 200_000 });
    expect(cut.result).toContain('[cut: first 100000 of 150000 bytes; ask for less at a time]');
    const { status, result, inDoubt } = await call('flood', { bytes: 50_000_000 });
    expect({ status, inDoubt }).toEqual({ status: 'error', inDoubt: true });
    expect(result).toContain('exceeded maximum size of 265536 bytes');
    expect((await call('cancelled')).result).toBe('0');
  });

  it('is quoted when it ends, without secrets', async () => {
    const { call, problems } = await serverOf({ args: [MISBEHAVING], env: { CANARY: '${env:CANARY}' } });
    expect((await call('exit')).result).toContain('it ended: last words with ${env:CANARY}');
    expect(problems.all.join()).toContain('test: it ended: last words with ${env:CANARY}; tried again in');
    expect(problems.all.join()).not.toContain(CANARY);
  });

  it('cannot answer with anything that is no result', async () => {
    const { call } = await serverOf({ args: [MISBEHAVING] });
    expect(await call('garble')).toMatchObject({
      status: 'error',
      result: 'test__garble was called, but its answer cannot be read: content must be a list',
    });
    expect(await call('refuse')).toMatchObject({ status: 'error', result: 'not today' });
    expect((await call('pictures')).result).toBe(
      '[image, image/png, 3 bytes: not shown]\n[link to test://1: one]\n{"n":1}',
    );
  });

  it('gets the same key for every repetition of a call', async () => {
    const { call } = await serverOf({ args: [MISBEHAVING] });
    const { result } = await call('key');
    expect(JSON.parse(result)).toEqual({
      'parley/idempotency-key': '01890000-0000-7000-8000-000000000000:solo.1.1',
    });
    expect((await call('key')).result).toBe(result);
  });
});

describe('a server that cannot be used', () => {
  it('says why, is tried again, and its tools say so', async () => {
    const problems = new Problems();
    const { source } = await serverOf({ args: [MISBEHAVING, 'crash'] }, problems);
    expect(source.state()).toEqual({
      name: 'test',
      ready: false,
      problems: [expect.stringContaining('cannot find my configuration')],
    });
    while (problems.all.length < 3) await once(problems, 'problem');
    expect(problems.all.map((problem) => /tried again in (\d+) ms/.exec(problem)?.[1])).toEqual(['250', '500', '1000']);
    const { result } = await callWith(source.toolNamed('test__anything'));
    expect(result).toContain('test__anything was not called: its server is not running');
  });

  it.each([
    ['is no program', { command: 'parley-no-such-program' }, 'spawn parley-no-such-program ENOENT'],
    [
      'is not the protocol',
      { args: ['-e', 'console.log("hello"); process.stdin.resume()'], startTimeoutMs: 300 },
      'timed out',
    ],
  ])('%s', async (_what, declared, problem) => {
    const { source } = await serverOf(declared);
    expect(source.state().problems.join()).toContain(problem);
  });

  it('leaves no process behind when it is closed, also where that does not end by itself', async () => {
    const pidFile = join(directory, 'silent');
    const script = `fs.writeFileSync('${pidFile}', String(process.pid)); setInterval(() => {}, 1_000)`;
    const { source } = await serverOf({ args: ['-e', script], startTimeoutMs: 3_000 });
    await source.close();
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('is not started without its secrets', async () => {
    await expect(serverOf({ args: [MISBEHAVING], env: { TOKEN: '${env:MISSING}' } })).rejects.toThrow(
      '${env:MISSING} is not set: set the environment variable MISSING',
    );
  });
});
