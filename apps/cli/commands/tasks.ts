import { Command } from 'commander';
import { z } from 'zod';
import { families } from '#tasks';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { printable } from '../rendering/printable.js';
import { withServerIfAny } from '../server/connect.js';
import type { Session } from '../session.js';

const FamilySchema = z.looseObject({
  name: z.string(),
  description: z.string(),
  levels: z.array(z.int()).readonly(),
  size: z.int(),
});
type Family = z.infer<typeof FamilySchema>;
const TasksSchema = z.looseObject({ families: z.array(FamilySchema) });

const OWN_TASK = `A task of your own is a JSON file for \`parley run TASK.json\`:
  {"input": "What is 6 x 7?", "tools": ["calculator"], "expected": 42}
  documents: [{"id", "title"?, "text"}]; grader: exact, numeric with tolerance, one-of, json-path or none`;

export const tasksCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('tasks').description('the families of generated tasks that the server knows, or else this version'),
    session,
  ).action((options: TalkingOptions) => list(session, options));

async function list(session: Session, options: TalkingOptions): Promise<void> {
  const known = await withServerIfAny(session, options, async (api) =>
    api === undefined ? ownFamilies() : (await api.get('/v1/tasks', TasksSchema)).families,
  );
  session.terminal.print(
    options.json === true ? JSON.stringify(known) : [...known.map(described), OWN_TASK].join('\n\n'),
  );
}

const ownFamilies = (): readonly Family[] =>
  families().map(({ name, description, levels, size }) => ({ name, description, levels, size }));

const described = ({ name, description, levels, size }: Family): string =>
  printable(
    `${name}: ${description}\nlevels ${levels.join(', ')}; at least ${size} different tasks for each seed\n` +
      `  parley run --family ${name} --seed 1 --index 0`,
  );
