import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { calculator } from './calculator.js';
import { defineTool } from './define-tool.js';
import type { ToolInvocation, ToolResult } from './port.js';
import { runCall, type CallRequest } from './run-call.js';
import { invocationWith } from './testing/invocation.js';
import { BUILT_IN_TOOLS, toolsNamed } from './toolbox.js';

const tool = (run: (invocation: ToolInvocation) => Promise<ToolResult>, timeoutMs = 60_000) =>
  defineTool({
    name: 'probe',
    description: 'A tool of this test.',
    parameters: z.strictObject({ size: z.int().min(1).optional(), kind: z.enum(['a', 'b']).optional() }),
    effect: 'read',
    timeoutMs,
    run: (_, invocation) => run(invocation),
  });
const never = () => new Promise<ToolResult>(() => undefined);
const say = (text: string) => tool(() => Promise.resolve({ status: 'ok', text }));
const call = (written: string, over: Partial<CallRequest> = {}): CallRequest => ({
  ...invocationWith(),
  name: 'probe',
  arguments: written,
  available: ['probe', 'calculator'],
  limit: 1_000,
  ...over,
});

describe('runCall', () => {
  it('gives a tool its arguments and returns what it said, with its size in bytes', async () => {
    const expression = JSON.stringify({ expression: '1 + 1' });
    expect(await runCall(calculator, call(expression))).toEqual({ status: 'ok', result: '2', bytes: 1 });
    expect(await runCall(say('ä'), call('{}'))).toEqual({ status: 'ok', result: 'ä', bytes: 2 });
  });

  it("hands the call's trace context on", async () => {
    const telling = tool((made) => Promise.resolve({ status: 'ok', text: String(made.traceparent?.()) }));
    expect(await runCall(telling, call('{}', { traceparent: () => '00-a-b-01' }))).toMatchObject({
      result: '00-a-b-01',
    });
    expect(await runCall(telling, call('{}'))).toMatchObject({ result: 'undefined' });
  });

  it('takes empty arguments as none', async () => {
    expect((await runCall(say('fine'), call('  '))).status).toBe('ok');
  });

  it('lists the available tools for a name that it does not know', async () => {
    expect(await runCall(undefined, call('{}', { name: 'serch' }))).toMatchObject({
      status: 'unknown_tool',
      result: 'there is no tool "serch"; you have probe, calculator',
    });
  });

  it.each([
    ['{"size": 1', 'must be one JSON object, but they are not valid JSON'],
    ['{"size": 0}', 'size: must be >= 1'],
    ['{"kind": "c"}', 'kind: must be one of ["a","b"]'],
    ['{"colour": 1}', 'arguments: remove "colour"'],
    ['[]', 'arguments: must be object'],
  ])('tells the model how to mend %s', async (written, message) => {
    const { status, result } = await runCall(say('unreached'), call(written));
    expect(status).toBe('invalid_arguments');
    expect(result).toContain(message);
  });

  it('names a missing field', async () => {
    expect((await runCall(calculator, call('{}'))).result).toContain('arguments: add "expression"');
  });

  it('gives up a tool that ignores its signal', async () => {
    const signals: AbortSignal[] = [];
    const deaf = tool((invocation) => {
      signals.push(invocation.signal);
      return never();
    }, 5);
    expect(await runCall(deaf, call('{}'))).toMatchObject({
      status: 'timed_out',
      result: 'probe gave no result within 5 ms',
    });
    expect(signals[0]?.aborted).toBe(true);
  });

  it('says where it is not known what a call has done', async () => {
    const doubtful = tool(() => Promise.resolve({ status: 'error', text: 'lost', inDoubt: true }));
    expect(await runCall(doubtful, call('{}'))).toEqual({ status: 'error', result: 'lost', bytes: 4, inDoubt: true });
    expect(await runCall(tool(never, 5), call('{}'))).toMatchObject({ status: 'timed_out', inDoubt: true });
  });

  it('answers where the schema of a tool cannot be used', async () => {
    const parameters = { type: 'object', properties: { a: { type: 'nonsense' } } };
    const unusable = { ...say('unreached'), definition: { ...say('').definition, parameters } };
    const { status, result } = await runCall(unusable, call('{}'));
    expect(status).toBe('invalid_arguments');
    expect(result).toContain('its schema cannot be used: schema is invalid');
  });

  it.each<[object, string]>([
    [{ type: 'array', prefixItems: [{ type: 'string' }] }, 'of 2020-12'],
    [{ type: 'array', items: [{ type: 'string' }] }, 'of draft 7'],
  ])('checks by the schema %j, %s', async (pair) => {
    const parameters = { $id: 'https://example.com/same', type: 'object', properties: { pair } };
    const run = () => Promise.resolve({ status: 'ok' as const, text: 'fine' });
    const probe = { definition: { ...say('').definition, parameters }, run };
    expect((await runCall(probe, call('{"pair": ["a"]}'))).status).toBe('ok');
    expect((await runCall(probe, call('{"pair": [1]}'))).result).toContain('pair.0: must be string');
  });

  it('turns an exception into an answer', async () => {
    const broken = tool(() => {
      throw new Error('disk on fire');
    });
    expect(await runCall(broken, call('{}'))).toMatchObject({ status: 'error', result: 'probe failed: disk on fire' });
  });

  it("rejects with the caller's reason when the caller gives up", async () => {
    const cancel = new AbortController();
    const reason = new Error('run cancelled');
    const running = runCall(tool(never), call('{}', invocationWith([], cancel.signal)));
    cancel.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(runCall(say('late'), call('{}', invocationWith([], cancel.signal)))).rejects.toBe(reason);
  });

  it('cuts long output visibly, hands over the whole, and splits no character', async () => {
    const text = `${'a'.repeat(99)}😀${'b'.repeat(50)}`;
    const cut = await runCall(say(text), call('{}', { limit: 100 }));
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(cut).toEqual({
      status: 'ok',
      result: `${'a'.repeat(99)}\n[cut: first 99 of 151 characters; whole output kept as blob ${sha256}]`,
      whole: text,
      bytes: 153,
    });
  });
});

describe('toolsNamed', () => {
  it('gives the tools in the order asked for and names the known ones otherwise', () => {
    expect(toolsNamed(['read_document', 'calculator']).map(({ definition }) => definition.name)).toEqual([
      'read_document',
      'calculator',
    ]);
    expect(() => toolsNamed(['abacus'])).toThrow(
      'there is no tool "abacus"; use calculator, search_documents, read_document, recipes, simulate, submit',
    );
  });

  it('offers only tools that may be repeated', () => {
    expect(new Set(BUILT_IN_TOOLS.map(({ definition }) => definition.effect))).toEqual(new Set(['read']));
  });
});
