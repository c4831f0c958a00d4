import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { architectures } from '#coordination';
import type { Budget } from '#events';
import { familyOf, taskOf } from '#tasks';
import { badInput } from '../cli-error.js';
import { nameList } from '../options/lists.js';
import { wholeNumber } from '../options/numbers.js';
import { BASELINE, type ComparisonPlan } from './plan.js';

export interface ComparisonOptions {
  readonly family: string;
  readonly seed: number;
  readonly level?: number;
  readonly tasks: number;
  readonly architectures?: readonly string[];
  readonly concurrency: number;
  readonly comparison?: string;
}

/** What is compared, on which tasks; `tasks` is how many by default. */
export const withComparisonOptions = (command: Command, tasks: number): Command =>
  command
    .option('--family <name>', 'family of generated tasks', 'filings')
    .option('--seed <n>', 'seed of tasks and runs', wholeNumber(0), 1)
    .option('--level <n>', 'difficulty of the tasks', wholeNumber(1))
    .option('--tasks <n>', 'tasks for every system', wholeNumber(1), tasks)
    .option('--architectures <a,b,..>', 'systems to compare, by architecture; default: all', nameList)
    .option('--concurrency <n>', 'runs at once', wholeNumber(1), 8);

/** @throws CliError where the options name something that does not exist */
export function comparisonPlan(options: ComparisonOptions, budget: Budget | undefined): ComparisonPlan {
  const { family, seed, level, tasks, comparison } = options;
  const levelled = level === undefined ? {} : { level };
  const first = taskOf({ family, seed, index: 0, ...levelled });
  if ('problems' in first) {
    throw badInput(first.problems.map(({ field, message }) => `--${field}: ${message}`).join('; '));
  }
  refuseRepeatedTasks(family, tasks);
  return {
    comparisonId: comparison ?? randomUUID(),
    family,
    seed,
    ...levelled,
    tasks,
    architectures: knownArchitectures(options.architectures),
    ...(budget === undefined ? {} : { budget }),
  };
}

/** A seed has so many different tasks; beyond them tasks may come twice, and pairs would not be independent. */
function refuseRepeatedTasks(family: string, tasks: number): void {
  const size = familyOf(family)?.size ?? 0;
  if (tasks > size) throw badInput(`--tasks: one seed of ${family} has ${size} different tasks: ask for no more`);
}

function knownArchitectures(wanted: readonly string[] | undefined): readonly string[] {
  const names = architectures().map(({ name }) => name);
  const known = [BASELINE, ...names.filter((name) => name !== BASELINE)];
  const unknown = wanted?.find((name) => !known.includes(name));
  if (unknown === undefined) return wanted ?? known;
  throw badInput(`--architectures: ${unknown} is not known: use ${known.join(', ')}`);
}
