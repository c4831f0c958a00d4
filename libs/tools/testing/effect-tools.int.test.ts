import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asTurnId, callIdOf } from '#events';
import { effectTools } from './effect-tools.js';
import { effectsOf } from './effects.js';
import { invocationWith } from './invocation.js';

const directory = mkdtempSync(join(tmpdir(), 'parley-effects-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('effectTools', () => {
  it('counts what was asked and what happened, as each effect promises', async () => {
    const first = { ...invocationWith(), arguments: { note: 'hello' } };
    const second = { ...first, callId: callIdOf(asTurnId('solo.1'), 11) };
    for (const tool of effectTools(directory)) {
      for (const invocation of [first, first, second]) {
        expect(await tool.run(invocation)).toEqual({ status: 'ok', text: 'noted: hello' });
      }
    }
    expect(effectsOf(directory, 'read')).toEqual({ asked: 3, happened: 0 });
    expect(effectsOf(directory, 'idempotent')).toEqual({ asked: 3, happened: 2 });
    expect(effectsOf(directory, 'once')).toEqual({ asked: 3, happened: 3 });
    expect(effectsOf(directory, 'once', { runId: first.runId, callId: first.callId })).toEqual({
      asked: 2,
      happened: 2,
    });
  });

  it('has an effect even when its result is never given', () => {
    const [, , once] = effectTools(directory, () => new Promise(() => undefined));
    void once!.run({ ...invocationWith(), callId: callIdOf(asTurnId('solo.2'), 1), arguments: { note: 'killed' } });
    expect(effectsOf(directory, 'once', { runId: invocationWith().runId, callId: 'solo.2.1' })).toEqual({
      asked: 1,
      happened: 1,
    });
  });
});
