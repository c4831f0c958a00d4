import type { Command } from 'commander';
import { httpUrl } from './http-url.js';
import { modelName, type ModelName } from './model-options.js';
import { wholeNumber } from './numbers.js';

/** A model that reads runs beside the detectors, where `judge` names one. */
export interface JudgeOptions {
  readonly judge?: ModelName;
  readonly judgeBaseUrl?: string;
  /** In tokens, for all that one command asks. */
  readonly judgeBudget: number;
  readonly judgeCache?: string;
}

const BUDGET = 1_000_000;

export const withJudgeOptions = (command: Command): Command =>
  command
    .option('--judge <provider/model>', 'have a model read the runs as well; it is sent their texts', modelName)
    .option('--judge-base-url <url>', 'an OpenAI-compatible server to ask', httpUrl('http://127.0.0.1:8080/v1'))
    .option('--judge-budget <tokens>', 'what the judge may use in all', wholeNumber(1), BUDGET)
    .option('--judge-cache <directory>', 'keep the answers of the judge here; what is known is not asked again');
