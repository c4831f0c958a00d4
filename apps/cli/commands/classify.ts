import { Command } from 'commander';
import { diagnosisOfRun, diagnosisOfTrace } from '../api/diagnosis.js';
import { runInWords } from '../api/run-in-words.js';
import { badInput } from '../cli-error.js';
import { diagnosisText } from '../classifier/diagnosis-text.js';
import { runDiagnosisText } from '../classifier/run-diagnosis-text.js';
import { tellerOf } from '../classifier/teller.js';
import { embeddedIfAsked } from '../embeddings/embedded-if-asked.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { withEmbeddingsOptions, type EmbeddingsOptions } from '../options/embeddings-options.js';
import { withJudgeOptions, type JudgeOptions } from '../options/judge-options.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';

interface ClassifyOptions extends TalkingOptions, JudgeOptions, EmbeddingsOptions {
  readonly run?: string;
  readonly trace?: string;
  readonly traceId?: string;
  readonly failed?: true;
}

export function classifyCommand(session: Session): Command {
  const command = new Command('classify')
    .description('what went wrong in a run, by whom and at which step, with quotes')
    .argument('[file]', 'JSON or JSON lines: transcripts of any kind that `parley inspect` reads')
    .option('--run <run>', 'a run of Parley, by its id')
    .option('--trace <file>', "runs of anybody's agents by their spans: OTLP, or Jaeger's download")
    .option('--trace-id <id>', 'the run of a trace that the server has received')
    .option('--failed', 'the runs of the file are known to have missed their goal: guess where no evidence is found');
  return withConnectionOptions(withEmbeddingsOptions(withJudgeOptions(command)), session).action(
    (file: string | undefined, options: ClassifyOptions) => classify(session, file, options),
  );
}

async function classify(session: Session, file: string | undefined, options: ClassifyOptions): Promise<void> {
  const { run, trace, traceId, failed = false, embeddings } = options;
  if ([file, run, trace, traceId].filter((given) => given !== undefined).length !== 1) {
    throw badInput('say what to classify by exactly one of FILE, --run RUN, --trace FILE and --trace-id ID');
  }
  if (embeddings !== undefined && run === undefined)
    throw badInput('--embeddings is for --run: of others no redundancy is told');
  if (run === undefined && traceId === undefined) return classifyFile(session, { transcripts: file, failed, options });
  if (failed) throw badInput('--failed is for files: what a server has says itself how it ended');
  if (run !== undefined) await classifyRun(session, run, options);
  if (traceId !== undefined) await classifyReceived(session, traceId, options);
}

async function classifyReceived(session: Session, traceId: string, options: ClassifyOptions): Promise<void> {
  if (options.judge !== undefined) {
    throw badInput(
      '--judge needs the words of a run, which a server does not tell of received traces: give --trace FILE',
    );
  }
  await withReadingServer(session, options, async (api) => {
    const { terminal } = session;
    const { runs } = await diagnosisOfTrace(api, traceId);
    if (runs.length === 0) terminal.note('no agent, model or tool works in this trace');
    for (const run of runs) {
      terminal.print(options.json === true ? JSON.stringify(run) : diagnosisText(run.runId, run, terminal.width));
    }
  });
}

async function classifyRun(session: Session, runId: string, options: ClassifyOptions): Promise<void> {
  const [tell, embedded] = [await tellerOf(session, options), await embeddedIfAsked(options, session)];
  await withReadingServer(session, options, async (api) => {
    const told = { diagnosis: await diagnosisOfRun(api, runId) };
    const [{ diagnosis } = told] = await embedded(api, [told]);
    const text = runDiagnosisText(diagnosis, session.terminal.width);
    await tell({ id: runId, diagnosis, text, run: () => runInWords(api, runId) });
  });
}

interface FileOptions {
  readonly transcripts: string | undefined;
  readonly failed: boolean;
  readonly options: ClassifyOptions;
}

/** The classifier is loaded for this command alone. */
async function classifyFile(session: Session, { transcripts, failed, options }: FileOptions): Promise<void> {
  const { classifyTraces, classifyTranscripts } = await import('../classifier/classify-files.js');
  const { trace } = options;
  const tell = await tellerOf(session, options);
  const found =
    trace === undefined ? await classifyTranscripts(transcripts ?? '', failed) : await classifyTraces(trace, failed);
  for (const { id, run, diagnosis } of found) {
    const text = diagnosisText(id, diagnosis, session.terminal.width);
    await tell({ id, diagnosis, text, run: () => Promise.resolve(run) });
  }
}
