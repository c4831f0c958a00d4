import type { Problem } from '#coordination';
import { systemProblems } from '#systems';
import type { ExperimentFile } from './experiment-schema.js';
import { SINGLE, type Experiment, type NamedSystem, type TaskSet } from './experiment.js';
import { systemNamed, unknownSystem } from './named-system.js';
import { taskSetProblem } from './task-set-problem.js';

type Checked<T> = { readonly ok: T } | { readonly problems: readonly Problem[] };

/** The experiment that a file means, with names resolved and the tasks looked up. */
export function experimentOf(content: ExperimentFile, file: string): Checked<Experiment> {
  const systems = content.systems.map((system, at) => systemOf(system, `systems[${at}]`));
  const tasks = content.tasks.flatMap((_, at) => taskSetsOf(content, at));
  const names = systems.flatMap((system) => ('ok' in system ? [system.ok.name] : []));
  const problems = [...systems, ...tasks].flatMap((one) => ('ok' in one ? [] : one.problems));
  const twice = [...repeated('systems', names), ...repeated('tasks', oksOf(tasks).map(nameOf))];
  const all = [...problems, ...twice, ...baselineProblems(content, names)];
  if (all.length > 0) return { problems: all };
  const { name, repetitions, budget, costCapMicroDollars: costCap, concurrency, tokenTolerance } = content;
  const baseline = content.baseline ?? names.find((known) => known === SINGLE);
  return {
    ok: {
      name,
      systems: oksOf(systems),
      ...(baseline === undefined ? {} : { baseline }),
      tasks: oksOf(tasks),
      repetitions,
      ...(budget === undefined ? {} : { budget }),
      ...(costCap === undefined ? {} : { costCap }),
      concurrency,
      tokenTolerance,
      goesOnBy: `start \`parley experiment ${file}\` again`,
    },
  };
}

const oksOf = <T>(checked: readonly Checked<T>[]): readonly T[] =>
  checked.flatMap((one) => ('ok' in one ? [one.ok] : []));

function systemOf(system: ExperimentFile['systems'][number], field: string): Checked<NamedSystem> {
  if (typeof system === 'string') {
    const named = systemNamed(system);
    return named === undefined ? { problems: [{ field, message: unknownSystem(system) }] } : { ok: named };
  }
  const problems = systemProblems(system).map((one) => ({ ...one, field: `${field}.${one.field}` }));
  return problems.length > 0 ? { problems } : { ok: { name: system.name, request: system } };
}

function taskSetsOf({ tasks, seeds }: ExperimentFile, at: number): readonly Checked<TaskSet>[] {
  const one = tasks[at];
  if (one === undefined) return [];
  const { family, levels = [undefined], count } = one;
  return levels.flatMap((level) =>
    (one.seeds ?? seeds).map((seed): Checked<TaskSet> => {
      const set = { family, ...(level === undefined ? {} : { level }), seed, count };
      const problem = taskSetProblem(set);
      if (problem === undefined) return { ok: set };
      const field = problem.field === 'level' ? 'levels' : problem.field;
      return { problems: [{ field: `tasks[${at}].${field}`, message: problem.message }] };
    }),
  );
}

/** What is there twice would share its runs. */
function repeated(field: 'systems' | 'tasks', names: readonly string[]): readonly Problem[] {
  const twice = names.find((name, at) => names.indexOf(name) < at);
  return twice === undefined ? [] : [{ field, message: `has ${twice} twice: leave one of them out` }];
}

const nameOf = ({ family, level, seed }: TaskSet): string =>
  [family, ...(level === undefined ? [] : [`level ${level}`]), `seed ${seed}`].join(' ');

function baselineProblems({ baseline }: ExperimentFile, names: readonly string[]): readonly Problem[] {
  if (baseline === undefined || names.includes(baseline)) return [];
  return [
    {
      field: 'baseline',
      message: `is ${baseline}, which is not a system of this experiment: use one of ${names.join(', ')}`,
    },
  ];
}
