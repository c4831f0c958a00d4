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
  read: [
    'The file has what we need; the script evaluates it.',
    'Next, we filter the rows and print the result.',
    'I will evaluate the table in code. The columns are probably as in the description.',
    'The error is understood. Here is the corrected code.',
  ],
  assumes: [
    'Since the source cannot be reached, here is a simulated table.',
    'I assume that the data look as follows.',
    'Since I do not have the file at hand, I use sample data for the calculation.',
    'The following script has the figures of all of them.',
    'Here is the code with the known values.',
    'Let us write the data down and evaluate them.',
  ],
};

/** A script that works on what is held, and what it says about itself. What nobody has shown it reads from a file, or assumes. */
export function codeOf(world: World, held: Held, way: Way | undefined, { dice, isShown }: CodeSetting): string {
  const filter = held.limited ? ` if ${world.from} <= year <= ${world.to}` : '';
  const isWritten = isShown || way === 'assumes';
  return [
    dice.one(way === 'assumes' ? INTRO.assumes : isShown ? INTRO.right : INTRO.read),
    '```python',
    isWritten ? writtenRows(held) : `rows = ${dice.one(READERS)}`,
    `chosen = [(name, value) for name, year, value in rows${filter}]`,
    `print(${resultOf(world, way, dice)})`,
    '```',
  ].join('\n');
}

interface CodeSetting {
  readonly dice: Dice;
  /** The data stand in what was said before. */
  readonly isShown: boolean;
}

const READERS = ["pd.read_csv('data.csv').values", "load_rows('list.xlsx')", "json.load(open('rows.json'))"];

const writtenRows = ({ rows }: Held): string =>
  `rows = [\n${rows.map(({ name, year, value }) => `    ("${name}", ${year}, ${value}),`).join('\n')}\n]`;

/** A first script that only looks at what is there, or sets something up. */
export const lookingCode = ({ things, place }: World, dice: Dice): string =>
  dice.one([
    "Let us load the file and look at its columns.\n\n```python\nimport pandas as pd\ndf = pd.read_csv('data.csv')\nprint(df.columns)\n```",
    'First we install what is needed.\n\n```sh\npip install tables openpyxl\n```',
    `To begin with, I search for the list.\n\n\`\`\`python\nfor hit in web_search("${things} of ${place}"):\n    print(hit)\n\`\`\``,
  ]);

export const lookedOutput = ({ things, place, source }: World, dice: Dice): string =>
  dice.one([
    "Index(['name', 'year', 'value', 'note'])",
    'Successfully installed tables',
    `[{'title': 'On ${things} of ${place}'}, {'title': '${source}'}]\nNone`,
  ]);

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
