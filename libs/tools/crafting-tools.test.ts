import { describe, expect, it } from '@jest/globals';
import { planOf, taskOf } from '#tasks';
import type { LoadedDocument, Tool } from './port.js';
import { recipes } from './recipes.js';
import { simulate } from './simulate.js';
import { submit } from './submit.js';
import { invocationWith } from './testing/invocation.js';

const documents: readonly LoadedDocument[] = [
  {
    id: 'inventory',
    title: 'Inventory',
    text: '- **3 ash log** [S1]\n- **1 frame saw** [S2]\n\n- **1 rope ladder** [W1]',
  },
  {
    id: 'joinery',
    title: 'Joinery',
    text: [
      '- **1 ash log (needs frame saw) -> 2 ash board** [R1]',
      '- **2 ash log -> 3 ash board** [R2]',
      '- **4 ash board -> 1 rope ladder** [R3]',
    ].join('\n'),
  },
];
const calling =
  (tool: Tool, argument: string, given = documents) =>
  (text: string) =>
    tool.run({ ...invocationWith(given), arguments: { [argument]: text } });

describe('recipes', () => {
  const look = calling(recipes, 'item');

  it('lists the lines that make an item, and what there is of it', async () => {
    expect(await look('ash board')).toEqual({
      status: 'ok',
      text: [
        'Recipes that make ash board:',
        '- **1 ash log (needs frame saw) -> 2 ash board** [R1]',
        '- **2 ash log -> 3 ash board** [R2]',
        'The inventory has none.',
      ].join('\n'),
    });
    expect((await look('ash log')).text).toBe('No recipe makes ash log.\nIn the inventory:\n- **3 ash log** [S1]');
  });

  it.each(['Ash Board', 'ash_board', ' ash  boards '])('knows what %j is', async (item) => {
    expect((await look(item)).text).toContain('Recipes that make ash board');
  });

  it('names what there is when it does not know an item', async () => {
    expect(await look('plank')).toEqual({
      status: 'error',
      text: 'item: there is no "plank" here; use one of: ash board, ash log, frame saw, rope ladder',
    });
  });
});

describe('simulate', () => {
  const tryOut = calling(simulate, 'plan');

  it('says that a plan works and what is left', async () => {
    expect(await tryOut('R1 x 2; R3')).toEqual({
      status: 'ok',
      text: 'The plan works: it makes 1 rope ladder. The inventory at the end: 1 ash log, 1 frame saw, 1 rope ladder.',
    });
  });

  it('names the first step that fails and why', async () => {
    expect((await tryOut('R2 x 1; R3 x 1')).text).toBe(
      'The plan fails at step 2: R3 x 1 needs 4 ash board, but there are 3. The inventory before that step: 1 ash log, 1 frame saw, 3 ash board.',
    );
  });

  it('says that a plan does not make what is wanted', async () => {
    expect((await tryOut('R1 x 2')).text).toContain('The plan fails: every step can be done, but 1 rope ladder');
  });

  it('tries neither impossible nor prose', async () => {
    expect((await tryOut('impossible')).text).toContain('no steps to try');
    expect(await tryOut('saw some boards')).toMatchObject({ status: 'error' });
  });
});

describe('submit', () => {
  const check = calling(submit, 'plan');

  it.each([
    ['1. craft R1 2 times\n2. craft R3', 'R1 x 2; R3 x 1'],
    ['It is impossible.', 'impossible'],
  ])('gives back the one line to answer %j with', async (plan, line) => {
    expect(await check(plan)).toEqual({ status: 'ok', text: `Well formed. Answer with this line:\n${line}` });
  });

  it('does not try the plan', async () => {
    expect((await check('R3 x 99')).status).toBe('ok');
  });

  it('refuses what is no plan, and recipes that there are not', async () => {
    expect(await check('saw some boards')).toMatchObject({ status: 'error' });
    expect((await check('R1 x 2; R4 x 1')).text).toBe('plan: there is no recipe R4; look recipes up with `recipes`');
  });
});

describe('crafting tools', () => {
  it.each([
    [recipes, 'item'],
    [simulate, 'plan'],
    [submit, 'plan'],
  ] as const)('say what is missing where documents hold no workshop', async (tool, argument) => {
    const result = await calling(tool, argument, [])('R1');
    expect(result.status).toBe('error');
    expect(result.text).toContain('this task has no workshop');
  });

  it('bring to light every fact of a generated task, and find its plan to work', async () => {
    const ref = { family: 'crafting', seed: 3, index: 1, level: 3 };
    const [task, plan] = [taskOf(ref), planOf(ref)!];
    if (!('ok' in task)) throw new Error('there is no such task');
    const loaded = task.ok.brief.documents.map(({ id, title, content }) => ({ id, title, text: content as string }));
    for (const { id, value, lookups } of plan.facts.filter(({ lookups: [lookup] }) => lookup?.tool === 'recipes')) {
      const { text } = await calling(recipes, 'item', loaded)(lookups[0]!.arguments['item']!);
      expect(text).toContain(`**${value}** [${id}]`);
    }
    const { tool, argument } = plan.check!;
    expect([tool, argument]).toEqual(['simulate', 'plan']);
    expect((await calling(simulate, 'plan', loaded)(plan.answerText)).text).toContain('The plan works');
    expect((await calling(submit, 'plan', loaded)(plan.answerText)).text).toContain(plan.answerText);
  });
});
