import { Command } from 'commander';
import { badInput } from '../cli-error.js';
import type { LabelledRun } from '../classifier/labelled-run.js';
import { httpUrl } from '../options/http-url.js';
import { modelName, type ModelName } from '../options/model-options.js';
import { wholeNumber } from '../options/numbers.js';
import type { Session } from '../session.js';

interface EvalOptions {
  readonly data: string;
  readonly negatives?: string;
  readonly judge?: ModelName;
  readonly judgeBaseUrl?: string;
  readonly judgeBudget: number;
  readonly judgeCache?: string;
  readonly json?: true;
}

const BUDGET = 1_000_000;

export const evalClassifierCommand = (session: Session): Command =>
  new Command('eval-classifier')
    .description('how often the classifier names the right agent, step and class, on transcripts whose fault is known')
    .requiredOption(
      '--data <file>',
      'failed runs, one a line: `history`, `mistake_agent`, `mistake_step`, `category` if known',
    )
    .option('--negatives <file>', 'runs without a fault, one a line: whatever is found in them is a false alarm')
    .option('--judge <provider/model>', 'have a model read the runs as well; it is sent their texts', modelName)
    .option('--judge-base-url <url>', 'an OpenAI-compatible server to ask', httpUrl('http://127.0.0.1:8080/v1'))
    .option('--judge-budget <tokens>', 'what the judge may use in all', wholeNumber(1), BUDGET)
    .option('--judge-cache <directory>', 'keep the answers of the judge here; what is known is not asked again')
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
