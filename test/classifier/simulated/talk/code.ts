import type { Dice } from '../dice.js';
import type { Held, Way } from '../slips.js';
import type { World } from '../world.js';

const INTRO = {
  right: [
    'I will compute it from the list above.',
    'Here is a script that works on the data that we have.',
    'The following code filters and evaluates the rows.',
    'I think the list above is all we need. Here is the script.',
    'As an example of how to do it on the rows above, and probably the shortest way:',
    'I assume nothing beyond the list that was given; this evaluates it.',
  ],
  assumes: [
    'I assume that the data look as follows.',
    'Since I do not have the file at hand, I use sample data for the calculation.',
    'The following script has the figures of all of them.',
    'Here is the code with the known values.',
    'Let us write the data down and evaluate them.',
  ],
};

/** A script that works on what is held, and what it says about itself. */
export function codeOf(world: World, held: Held, way: Way | undefined, dice: Dice): string {
  const rows = held.rows.map(({ name, year, value }) => `    ("${name}", ${year}, ${value}),`).join('\n');
  const filter = held.limited ? ` if ${world.from} <= year <= ${world.to}` : '';
  const intro = dice.one(way === 'assumes' ? INTRO.assumes : INTRO.right);
  return [
    intro,
    '```python',
    'rows = [',
    rows,
    ']',
    `chosen = [(name, value) for name, year, value in rows${filter}]`,
    `print(${resultOf(world, way, dice)})`,
    '```',
  ].join('\n');
}

function resultOf({ kind }: World, way: Way | undefined, dice: Dice): string {
  const off = way === 'miscalculates' ? dice.one([' + 1', ' - 1', ' * 2']) : '';
  const results = {
    count: 'len(chosen)',
    total: 'sum(value for _, value in chosen)',
    gap: 'max(v for _, v in chosen) - min(v for _, v in chosen)',
    largest: 'max(chosen, key=lambda row: row[1])[0]',
  };
  return `${results[kind]}${off}`;
}

const CRASHES = [
  "NameError: name 'rows' is not defined",
  "ModuleNotFoundError: No module named 'tables'",
  "FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'",
  'TypeError: unsupported operand type(s)',
];

export const outputOf = (result: string, dice: Dice): string =>
  dice.one([
    `exitcode: 0 (execution succeeded)\nCode output: ${result}`,
    `exit code: 0\nstdout: ${result}`,
    `Execution result:\n${result}`,
  ]);

export const crashOf = (dice: Dice): string =>
  dice.one([
    `exitcode: 1 (execution failed)\nCode output: Traceback (most recent call last):\n${dice.one(CRASHES)}`,
    `Execution failed:\n${dice.one(CRASHES)}`,
  ]);
