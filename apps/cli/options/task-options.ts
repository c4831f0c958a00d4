import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { TaskRef } from '#events';
import { parseUserTask, taskOf, type ParsedTask } from '#tasks';
import { badInput, reasonOf } from '../cli-error.js';
import { wholeNumber } from './numbers.js';

export interface TaskOptions {
  readonly family?: string;
  readonly seed?: number;
  readonly index?: number;
  readonly level?: number;
}

export const withTaskOptions = (command: Command): Command =>
  command
    .argument('[task.json]', 'a task of your own; `-` reads it from stdin')
    .option('--family <name>', 'a generated task instead (see `parley tasks`)')
    .option('--seed <n>', 'seed of the generated task and of the run', wholeNumber(0))
    .option('--index <n>', 'which of the tasks of that seed', wholeNumber(0))
    .option('--level <n>', 'difficulty', wholeNumber(1));

/** The part of a request that says what is to be done. */
export type TaskRequest = { readonly task: unknown } | { readonly taskRef: TaskRef };

/** Reads the task file and checks it, or names the generated task. */
export async function taskRequestOf(file: string | undefined, options: TaskOptions): Promise<TaskRequest> {
  const { family, seed = 1, index = 0, level } = options;
  if (file !== undefined) return fileRequest(file, options);
  if (family === undefined) {
    throw badInput('no task: give a TASK.json, or --family filings with --seed and --index (see `parley tasks`)');
  }
  const taskRef = { family, seed, index, ...(level === undefined ? {} : { level }) };
  refuseProblems('--', taskOf(taskRef));
  return { taskRef };
}

function refuseProblems(before: string, parsed: ParsedTask): void {
  if ('ok' in parsed) return;
  throw badInput(parsed.problems.map(({ field, message }) => `${before}${field}: ${message}`).join('; '));
}

async function fileRequest(file: string, { family, index, level }: TaskOptions): Promise<TaskRequest> {
  const generated = Object.entries({ family, index, level }).find(([, value]) => value !== undefined);
  if (generated !== undefined) {
    throw badInput(`--${generated[0]} names a generated task: leave it out, or leave out ${file}`);
  }
  return { task: userTask(file, await taskText(file)) };
}

async function taskText(file: string): Promise<string> {
  if (file === '-') return readAll(process.stdin);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw badInput(`task file: ${reasonOf(error)}`);
  });
}

/** The file's content as it is sent, once it has been found to be a task. */
function userTask(file: string, text: string): unknown {
  const json = jsonOf(file, text);
  refuseProblems(`${file}: `, parseUserTask(json));
  return json;
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badInput(`${file} is not JSON: ${reasonOf(error)}`);
  }
}
