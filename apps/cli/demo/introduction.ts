import { cellsOf } from '../comparison/cells.js';
import type { Experiment } from '../comparison/experiment.js';
import { paragraph } from '../rendering/fit.js';
import { dollars } from '../rendering/numbers.js';
import type { Terminal } from '../terminal.js';
import type { DemoKind } from './demo-model.js';

const HEADINGS: Readonly<Record<DemoKind, string>> = {
  rehearsed: 'REHEARSED: no model is asked.',
  live: 'LIVE: a vendor is asked, and paid.',
  local: 'LIVE: the model at --base-url is asked.',
};

/** What a demo is about to do, and above all whether models are asked. */
export function introduction(
  kind: DemoKind,
  experiment: Experiment,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string {
  const words = [...explanation(kind, experiment), '', scale(experiment)].map((line) => paragraph(line, width));
  return [paint('bold', HEADINGS[kind]), ...words].join('\n');
}

function scale(experiment: Experiment): string {
  const tasks = experiment.tasks.map(({ family, count }) => `${count} ${family}`).join(', ');
  const names = experiment.systems.map(({ name }) => name).join(', ');
  const [first] = experiment.tasks;
  return `Tasks of seed ${first?.seed ?? 0}: ${tasks}; each on ${names}: ${cellsOf(experiment).length} runs.`;
}

const REHEARSAL =
  'The agents are a simulation that reads, calls tools, talks and errs at rates of our own; the event log, the ' +
  'coordination, the tools, the grading and the figures are the real ones. `--base-url URL` asks a server of yours.';

function explanation(kind: DemoKind, experiment: Experiment): readonly string[] {
  if (kind === 'rehearsed') return [REHEARSAL];
  if (kind === 'local') return [];
  const { budget, costCap } = experiment;
  return [
    `Cost cap: ${dollars(costCap)} in all, ${dollars(budget?.microDollars)} for each run; a run that comes to it ends with its best answer so far.`,
  ];
}
