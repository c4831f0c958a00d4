import { Command } from 'commander';
import { badInput } from '../cli-error.js';
import { evaluate } from '../classifier/evaluation.js';
import { evaluationText } from '../classifier/evaluation-text.js';
import { readRuns } from '../classifier/read-runs.js';
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
      const failures = await readRuns(data);
      if (failures.every(({ truth }) => truth.step === undefined && truth.agent === undefined)) {
        throw badInput(`${data}: no run has a mistake_agent or a mistake_step to compare with`);
      }
      const evaluation = evaluate(failures, negatives === undefined ? [] : await readRuns(negatives));
      terminal.print(json === true ? JSON.stringify(evaluation) : evaluationText(evaluation, terminal.width));
    });
