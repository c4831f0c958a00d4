import { Command } from 'commander';
import { badInput } from '../cli-error.js';
import type { Session } from '../session.js';

interface EvalOptions {
  readonly data: string;
  readonly negatives?: string;
  readonly json?: true;
}

export const evalClassifierCommand = ({ terminal }: Session): Command =>
  new Command('eval-classifier')
    .description('how often the classifier names the right agent, step and class, on transcripts whose fault is known')
    .requiredOption(
      '--data <file>',
      'failed runs, one a line: `history`, `mistake_agent`, `mistake_step`, `category` if known',
    )
    .option('--negatives <file>', 'runs without a fault, one a line: whatever is found in them is a false alarm')
    .option('--json', 'one JSON object instead of text')
    .action(async ({ data, negatives, json }: EvalOptions) => {
      const { evaluate, evaluationText, readRuns } = await classifier();
      const failures = await readRuns(data);
      if (failures.every(({ truth }) => truth.step === undefined && truth.agent === undefined)) {
        throw badInput(`${data}: no run has a mistake_agent or a mistake_step to compare with`);
      }
      const evaluation = evaluate(failures, negatives === undefined ? [] : await readRuns(negatives));
      terminal.print(json === true ? JSON.stringify(evaluation) : evaluationText(evaluation, terminal.width));
    });

/** The classifier is loaded for this command alone. */
async function classifier() {
  const [{ evaluate }, { evaluationText }, { readRuns }] = await Promise.all([
    import('../classifier/evaluation.js'),
    import('../classifier/evaluation-text.js'),
    import('../classifier/read-runs.js'),
  ]);
  return { evaluate, evaluationText, readRuns };
}
