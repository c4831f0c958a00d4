import { Command, Option } from 'commander';
import { badInput } from '../cli-error.js';
import { withConnectionOptions, type TalkingOptions } from '../options/connection-options.js';
import { httpUrl } from '../options/http-url.js';
import { counted } from '../rendering/numbers.js';
import { withReadingServer } from '../server/connect.js';
import type { Session } from '../session.js';
import { allRunIds } from '../trace/all-run-ids.js';
import { traceOf } from '../trace/trace.js';
import { traceFile, type TraceSink } from '../trace/trace-file.js';

interface ExportOptions extends TalkingOptions {
  readonly all?: true;
  readonly endpoint?: string;
  readonly file?: string;
}

export const traceExportCommand = (session: Session): Command =>
  withConnectionOptions(
    new Command('export')
      .description('sends traces again: what has been sent before arrives with the same ids')
      .argument('[run]', 'id of the run')
      .option('--all', 'every run there is')
      .addOption(
        new Option('--endpoint <url>', 'OTLP/HTTP receiver; the other OTEL_EXPORTER_OTLP_* variables apply')
          .argParser(httpUrl('http://127.0.0.1:4318'))
          .conflicts('file'),
      )
      .option('--file <path>', 'write one request of OTLP JSON per line and run'),
    session,
  ).action((runId: string | undefined, options: ExportOptions) => exportTraces(session, runId, options));

async function exportTraces(session: Session, runId: string | undefined, options: ExportOptions): Promise<void> {
  if ((runId === undefined) === (options.all === undefined)) throw badInput('name a run, or give --all for every one');
  const sink = await sinkOf(session, options);
  const { runs, spans } = await withReadingServer(session, options, async (api) => {
    let [runs, spans] = [0, 0];
    for await (const id of runId === undefined ? allRunIds(api) : [runId]) {
      const trace = await traceOf(api, id);
      await sink.take(trace);
      runs += 1;
      spans += trace.spans.length;
    }
    return { runs, spans };
  }).finally(() => sink.close());
  const { print } = session.terminal;
  print(
    options.json === true ? JSON.stringify({ runs, spans }) : `${counted(spans, 'span')} of ${counted(runs, 'run')}`,
  );
}

async function sinkOf(session: Session, { endpoint, file }: ExportOptions): Promise<TraceSink> {
  if (endpoint !== undefined) {
    // It brings OpenTelemetry with it, which no other command has to wait for.
    const { traceReceiver } = await import('../trace/trace-receiver.js');
    return traceReceiver(endpoint, session);
  }
  if (file !== undefined) return traceFile(file);
  throw badInput('say where to: --endpoint URL or --file PATH');
}
