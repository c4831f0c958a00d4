import { Command } from 'commander';
import { diagnosed } from '../classifier/diagnosed.js';
import { diagnosisText } from '../classifier/diagnosis-text.js';
import { readRuns } from '../classifier/read-runs.js';
import type { Session } from '../session.js';

interface ClassifyOptions {
  readonly failed?: true;
  readonly json?: true;
}

export const classifyCommand = ({ terminal }: Session): Command =>
  new Command('classify')
    .description('what went wrong in a transcript, by whom and at which message, with quotes')
    .argument('<file>', 'JSON or JSON lines: transcripts of any kind that `parley inspect` reads')
    .option('--failed', 'the runs are known to have missed their goal: guess where no evidence is found')
    .option('--json', 'one JSON object a transcript instead of text')
    .action(async (file: string, { failed, json }: ClassifyOptions) => {
      for (const run of await readRuns(file)) {
        const { diagnosis } = diagnosed(run, failed === true || run.truth.step !== undefined);
        terminal.print(
          json === true
            ? JSON.stringify({ id: run.id, ...diagnosis })
            : diagnosisText(run.id, diagnosis, terminal.width),
        );
      }
    });
