import { Command } from 'commander';
import { badInput } from '../cli-error.js';
import type { LabelledRun } from '../classifier/labelled-run.js';
import { withJudgeOptions, type JudgeOptions } from '../options/judge-options.js';
import type { ModelName } from '../options/model-options.js';
import type { Session } from '../session.js';

interface EvalOptions extends JudgeOptions {
  readonly data: string;
  readonly negatives?: string;
  readonly json?: true;
}

export const evalClassifierCommand = (session: Session): Command =>
  withJudgeOptions(
    new Command('eval-classifier')
      .description(
        'how often the classifier names the right agent, step and class, on transcripts whose fault is known',
      )
      .requiredOption(
        '--data <file>',
        'failed runs, one a line: `history`, `mistake_agent`, `mistake_step`, `category` if known',
      )
      .option('--negatives <file>', 'runs without a fault, one a line: whatever is found in them is a false alarm'),
  )
    .option('--json', 'one JSON object instead of text')
    .action((options: EvalOptions) => evaluateFiles(session, options));

async function evaluateFiles(session: Session, options: EvalOptions): Promise<void> {
  const { data, negatives, judge } = options;
  const { readRuns } = await import('../classifier/read-runs.js');
  const failures = await readRuns(data);
  if (failures.every(({ truth }) => truth.step === undefined && truth.agent === undefined)) {
    throw badInput(`${data}: no run has a mistake_agent or a mistake_step to compare with`);
  }
  const faultless = negatives === undefined ? [] : await readRuns(negatives);
  if (judge === undefined) await printEvaluation(session, options, failures, faultless);
  else await printJudged(session, { ...options, judge }, failures, faultless);
}

type Runs = readonly LabelledRun[];

/** The classifier is loaded for this command alone. */
async function printEvaluation({ terminal }: Session, { json }: EvalOptions, failures: Runs, faultless: Runs) {
  const [{ evaluate }, { evaluationText }] = await Promise.all([
    import('../classifier/evaluation.js'),
    import('../classifier/evaluation-text.js'),
  ]);
  const evaluation = evaluate(failures, faultless);
  terminal.print(json === true ? JSON.stringify(evaluation) : evaluationText(evaluation, terminal.width));
}

type JudgedOptions = EvalOptions & { readonly judge: ModelName };

async function printJudged(session: Session, options: JudgedOptions, failures: Runs, faultless: Runs) {
  const [{ judgeOf }, { evaluateWithJudge }, { judgedEvaluationText }] = await Promise.all([
    import('../judge/judge-settings.js'),
    import('../judge/judged-evaluation.js'),
    import('../judge/judged-evaluation-text.js'),
  ]);
  const evaluation = await evaluateWithJudge(failures, faultless, judgeOf(options, session));
  const { terminal } = session;
  terminal.print(options.json === true ? JSON.stringify(evaluation) : judgedEvaluationText(evaluation, terminal.width));
}
