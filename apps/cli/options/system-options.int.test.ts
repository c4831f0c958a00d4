import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programOf } from '../program.js';
import { quietSession } from '../testing/quiet-session.js';
import { taskOrFollowUp } from './follow-up-options.js';
import { systemRequestOf } from './system-options.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-systems-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const at = path.join(directory, name);
  await writeFile(at, content);
  return at;
}
const TEAM = '{\n  "architecture": "decentralized",\n  "parameters": {"rounds": 2}\n}';
const WRONG = '{\n  "architecture": "decentralized",\n  "parameters": {"rounds": 0},\n  "modell": 1\n}';

describe('--system', () => {
  const model = { provider: 'openai', model: 'm' };

  it.each([
    ['nothing', {}, { architecture: 'single' }],
    ['an architecture', { architecture: 'hybrid' }, { architecture: 'hybrid' }],
    ['a preset', { system: 'openai-low-single' }, { preset: 'openai-low-single' }],
    ['an architecture by its name alone', { system: 'hybrid' }, { architecture: 'hybrid' }],
  ])('names %s', async (_what, options, expected) => {
    expect(await systemRequestOf(options, undefined)).toEqual(expected);
  });

  it('names a file, with what is said beside it in its place', async () => {
    const system = await file('team.json', TEAM);
    const options = { system, parameter: { agents: 5 } };
    expect(await systemRequestOf(options, model)).toMatchObject({
      architecture: 'decentralized',
      model,
      parameters: { rounds: 2, agents: 5 },
    });
  });

  it('refuses a file by line and column', async () => {
    const system = await file('wrong.json', WRONG);
    await expect(systemRequestOf({ system }, undefined)).rejects.toThrow(`${system}:4:3: modell is not known here`);
    await expect(systemRequestOf({ system: `${system}.json` }, undefined)).rejects.toThrow('system file:');
  });
});

describe('parley systems', () => {
  async function parley(...args: readonly string[]) {
    const { session, printed, ended } = quietSession();
    await programOf(session).parseAsync(['systems', ...args, '--data', '/nowhere'], { from: 'user' });
    return { text: printed.join('\n'), ended };
  }

  it('lists presets by a part of their name', async () => {
    const { text } = await parley('list', 'openai-high-leads');
    expect(text).toMatch(
      /^preset .*\n-+ .*\nopenai-high-leads-low-centralized +an orchestrator on gpt-6-astra, workers on/,
    );
    expect(text).toContain('paper-openai-high-leads-low-centralized');
    expect((await parley('list', 'nonsense')).text).toContain('no preset has this in its name');
  });

  it('shows the team of a preset', async () => {
    const { text } = await parley('show', 'paper-google-leads-openai-centralized');
    expect(text).toContain('a team of the paper');
    expect(text).toMatch(/^orchestrator +orchestrator +google\/gemini-2\.5-pro +high$/m);
    expect(text).toMatch(/^worker-3 +worker +openai\/gpt-5 +high$/m);
  });

  it.each(['paper-google-leads-openai-centralized', 'hybrid'])('writes %s as a file that can be run', async (name) => {
    const { text } = await parley('show', name, '--json');
    const at = await file(`${name}.json`, text);
    expect(await parley('check', at)).toEqual({
      text: `${at}: can be run with \`parley run --system ${at}\``,
      ended: [],
    });
  });

  it('refuses a name that is none', async () => {
    await expect(parley('show', 'nonsense')).rejects.toThrow('is no preset and no architecture');
  });

  it('names every problem of a file in a line of its own, and ends as bad input does', async () => {
    const at = await file('wrong.json', WRONG);
    expect(await parley('check', at)).toEqual({
      text: `${at}:4:3: modell is not known here: leave it out`,
      ended: [2],
    });
    const { text } = await parley('check', at, '--json');
    expect(JSON.parse(text)).toMatchObject({ problems: [{ line: 4, column: 3, field: 'modell' }] });
  });
});

describe('--continue', () => {
  it('lets the argument be the follow-up itself, and a file where it is one', async () => {
    const options = { continue: 'run' };
    expect(await taskOrFollowUp('And why?', options)).toEqual({ task: { input: 'And why?' } });
    const task = await file('task.json', '{"input": "Because?"}');
    expect(await taskOrFollowUp(task, options)).toEqual({ task: { input: 'Because?' } });
    await expect(taskOrFollowUp('And why?', {})).rejects.toThrow('task file');
  });
});
