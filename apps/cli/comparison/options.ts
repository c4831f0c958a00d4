import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { architectures } from '#coordination';
import type { Budget } from '#events';
import { badInput } from '../cli-error.js';
import { nameList } from '../options/lists.js';
import type { ModelRequest } from '../options/model-options.js';
import { wholeNumber } from '../options/numbers.js';
import { SINGLE, TOKEN_TOLERANCE, type Experiment, type NamedSystem, type TaskSet } from './experiment.js';
import { systemNamed, unknownSystem } from './named-system.js';
import { taskSetProblem } from './task-set-problem.js';

export interface ComparisonOptions {
  readonly families?: readonly string[];
  readonly seed: number;
  readonly level?: number;
  readonly tasks?: number;
  readonly systems?: readonly string[];
  readonly baseline?: string;
  readonly repetitions: number;
  readonly concurrency: number;
  readonly comparison?: string;
}

/** What is there where the options say nothing. */
export interface ComparisonDefaults {
  /** Of each family. */
  readonly tasks: number;
  readonly families: readonly string[];
}

/** What is compared, on which tasks. */
export const withComparisonOptions = (command: Command, { tasks, families }: ComparisonDefaults): Command =>
  command
    .option('--family, --families <a,b,..>', `families of generated tasks; default: ${families.join(',')}`, nameList)
    .option('--seed <n>', 'seed of tasks and runs', wholeNumber(0), 1)
    .option('--level <n>', 'difficulty of the tasks', wholeNumber(1))
    .option('--tasks <n>', `tasks of each family for every system; default: ${tasks}`, wholeNumber(1))
    .option(
      '--architectures, --systems <a,b,..>',
      'architectures or presets to compare; default: all architectures',
      nameList,
    )
    .option('--baseline <name>', `the system that the others are measured against; default: ${SINGLE}`)
    .option('--repetitions <n>', 'runs of each task on each system', wholeNumber(1), 1)
    .option('--concurrency <n>', 'runs at once', wholeNumber(1), 8);

/** @throws CliError where the options name something that does not exist */
export function comparisonOf(options: ComparisonOptions, defaults: ComparisonDefaults, budget?: Budget): Experiment {
  const { repetitions, concurrency, comparison: name = randomUUID() } = options;
  const systems = chosenSystems(options.systems);
  const baseline = chosenBaseline(options.baseline, systems);
  return {
    name,
    systems,
    ...(baseline === undefined ? {} : { baseline }),
    tasks: (options.families ?? defaults.families).map((family) => taskSet(family, options, defaults)),
    repetitions,
    ...(budget === undefined ? {} : { budget }),
    concurrency,
    tokenTolerance: TOKEN_TOLERANCE,
    goesOnBy: `give the same options with \`parley compare --comparison ${name}\``,
  };
}

/** The same with every agent on this model; without one the systems' own or the server's choice stands. */
export const withModel = (experiment: Experiment, model: ModelRequest | undefined): Experiment =>
  model === undefined
    ? experiment
    : {
        ...experiment,
        systems: experiment.systems.map(({ name, request }) => ({ name, request: { ...request, model } })),
      };

const FLAGS = { family: 'family', level: 'level', seed: 'seed', count: 'tasks' } as const;

function taskSet(family: string, { seed, level, tasks }: ComparisonOptions, defaults: ComparisonDefaults): TaskSet {
  const set = { family, ...(level === undefined ? {} : { level }), seed, count: tasks ?? defaults.tasks };
  const problem = taskSetProblem(set);
  if (problem === undefined) return set;
  throw badInput(`--${FLAGS[problem.field]}: ${problem.message}`);
}

function chosenSystems(wanted: readonly string[] | undefined): readonly NamedSystem[] {
  const others = architectures()
    .map(({ name }) => name)
    .filter((name) => name !== SINGLE);
  return (wanted ?? [SINGLE, ...others]).map((name) => {
    const named = systemNamed(name);
    if (named === undefined) throw badInput(`--systems: ${unknownSystem(name)}`);
    return named;
  });
}

function chosenBaseline(wanted: string | undefined, systems: readonly NamedSystem[]): string | undefined {
  const names = systems.map(({ name }) => name);
  if (wanted === undefined) return names.find((name) => name === SINGLE);
  if (names.includes(wanted)) return wanted;
  throw badInput(`--baseline: ${wanted} is not compared: use one of ${names.join(', ')}`);
}
