import { describe, expect, it } from '@jest/globals';
import { calculator } from './calculator.js';
import { callWith, MISBEHAVING } from './testing/tool-servers.js';
import { openToolCatalogue } from './tool-catalogue.js';
import { ToolDeclarationsSchema } from './tool-declarations.js';

const weather = {
  name: 'weather',
  description: 'Weather',
  parameters: { type: 'object' },
  method: 'GET',
  url: 'http://127.0.0.1:1/',
};
const open = (declarations: object, onProblem: (source: string, problem: string) => void = () => undefined) =>
  openToolCatalogue({
    builtIn: [calculator],
    declarations: ToolDeclarationsSchema.parse(declarations),
    environment: {},
    onProblem,
  });

describe('openToolCatalogue', () => {
  it('has built-in tools, HTTP tools and those of servers, by name and in all', async () => {
    const server = { name: 'odd', command: process.execPath, args: [MISBEHAVING], allow: ['refuse', 'pictures'] };
    const catalogue = await open({ servers: [server], http: [weather] });
    const names = catalogue.tools().map(({ definition }) => definition.name);
    expect(names).toEqual(['calculator', 'weather', 'odd__pictures', 'odd__refuse']);
    for (const name of names) expect(catalogue.toolNamed(name)?.definition.name).toBe(name);
    expect(catalogue.toolNamed('nothing')).toBeUndefined();
    expect(catalogue.toolNamed('odd__nothing')).toBeUndefined();
    expect(catalogue.sources().map(({ name, ready }) => [name, ready])).toEqual([
      ['weather', true],
      ['odd', true],
    ]);
    const tool = catalogue.toolNamed('odd__refuse');
    await catalogue.close();
    expect((await callWith(tool)).result).toContain('odd__refuse was not called: its server is not running');
  });

  it('opens without a server that cannot be started, and says so', async () => {
    const problems: string[] = [];
    const server = { name: 'odd', command: process.execPath, args: [MISBEHAVING, 'crash'] };
    const catalogue = await open({ servers: [server] }, (source, problem) => problems.push(`${source}: ${problem}`));
    expect(catalogue.tools()).toEqual([calculator]);
    expect(catalogue.toolNamed('odd__anything')?.definition.effect).toBe('once');
    expect(problems[0]).toContain('odd: ');
    await catalogue.close();
  });

  it('does not open without a secret or with a name that is taken', async () => {
    await expect(open({ http: [{ ...weather, name: 'calculator' }] })).rejects.toThrow(
      'is the name of a built-in tool',
    );
    await expect(open({ http: [{ ...weather, headers: { a: '${env:NOPE}' } }] })).rejects.toThrow('variable NOPE');
  });
});
