import { Command } from 'commander';
import { families, type TaskFamily } from '#tasks';
import type { Session } from '../session.js';

const OWN_TASK = `A task of your own is a JSON file for \`parley run TASK.json\`:
  {"input": "What is 6 x 7?", "tools": ["calculator"], "expected": 42}
  documents: [{"id", "title"?, "text"}]; grader: exact, numeric with tolerance, one-of, json-path or none`;

export const tasksCommand = ({ terminal }: Session): Command =>
  new Command('tasks')
    .description('the families of generated tasks that this version knows')
    .option('--json', 'print JSON and nothing else on stdout')
    .action(({ json }: { readonly json?: true }) => {
      terminal.print(
        json === true ? JSON.stringify(families().map(infoOf)) : [...families().map(described), OWN_TASK].join('\n\n'),
      );
    });

const infoOf = ({ name, description, levels, size }: TaskFamily) => ({ name, description, levels, size });

const described = ({ name, description, levels, size }: TaskFamily): string =>
  `${name}: ${description}\nlevels ${levels.join(', ')}; at least ${size} different tasks for each seed\n` +
  `  parley run --family ${name} --seed 1 --index 0`;
