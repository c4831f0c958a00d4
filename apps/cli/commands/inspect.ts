import { Command } from 'commander';
import { inspectionOf, type TranscriptMapping } from '#trajectory';
import { transcriptMapping } from '../inspect/transcript-mapping.js';
import { badInput } from '../cli-error.js';
import type { Session } from '../session.js';

interface InspectOptions {
  readonly map?: TranscriptMapping;
  readonly json?: true;
}

export const inspectCommand = (session: Session): Command =>
  new Command('inspect')
    .description(
      "what runs of anybody's agents did, from their traces (OTLP in protobuf or JSON, gzipped or not; Jaeger's download) or transcripts",
    )
    .argument('<paths...>', 'files, or directories with all below them')
    .option(
      '--map <fields>',
      'where a transcript is in other JSON: messages=PATH,speaker=FIELD,text=FIELD,to=FIELD,id=PATH',
      transcriptMapping,
    )
    .option('--json', 'print one object a run, one a line, and nothing else on stdout')
    .action((paths: readonly string[], options: InspectOptions) => inspect(session, paths, options));

/** The decoder of protobuf is loaded for this command alone. */
async function inspect({ terminal }: Session, paths: readonly string[], { map, json }: InspectOptions): Promise<void> {
  const [{ inspectFiles }, { inspectionText }] = await Promise.all([
    import('../inspect/inspect-files.js'),
    import('../inspect/inspection-text.js'),
  ]);
  const { trajectories, skipped, unusable } = await inspectFiles(paths, map);
  for (const reason of skipped) terminal.note(`passed over: ${reason}`);
  if (unusable > 0) terminal.note(`${unusable} spans without a usable trace and span id were left out`);
  if (trajectories.length === 0) throw badInput(`no runs found in ${paths.join(', ')}`);
  const inspections = trajectories.map(inspectionOf);
  if (json === true) for (const inspection of inspections) terminal.print(JSON.stringify(inspection));
  else terminal.print(inspections.map((one) => inspectionText(one, terminal.width)).join('\n\n'));
}
