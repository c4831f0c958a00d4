import { foreignTrajectories, type Telemetry, type Trajectory, type TranscriptMapping } from '#trajectory';
import { badInput, CliError } from '../cli-error.js';
import { bytesOf, inputFiles, type InputFile } from './input-files.js';
import { readPayload, type Payload } from './read-payload.js';

export interface Inspected {
  readonly trajectories: readonly Trajectory[];
  /** How many of them, the last ones, were read from transcripts. */
  readonly transcripts: number;
  /** Why files were passed over, one sentence each. */
  readonly skipped: readonly string[];
  /** Spans without a usable id. */
  readonly unusable: number;
}

/** The runs in files and directories. A file that the user names must be readable and hold something; others are passed over. */
export async function inspectFiles(paths: readonly string[], mapping?: TranscriptMapping): Promise<Inspected> {
  const places = new Map<string, Telemetry[]>();
  const transcripts: Trajectory[] = [];
  const skipped: string[] = [];
  for (const input of await inputFiles(paths)) {
    const payload = await payloadOf(input, mapping).catch((error: unknown) => {
      if (input.isNamed || !(error instanceof CliError)) throw error;
      skipped.push(error.message);
    });
    if (payload === undefined) continue;
    places.set(input.place, [...(places.get(input.place) ?? []), ...payload.telemetry]);
    transcripts.push(...payload.transcripts);
  }
  const telemetry = [...places.values()];
  return {
    trajectories: [...telemetry.flatMap(foreignTrajectories), ...transcripts],
    transcripts: transcripts.length,
    skipped,
    unusable: telemetry.flat().reduce((sum, { unusable }) => sum + unusable, 0),
  };
}

async function payloadOf(input: InputFile, mapping?: TranscriptMapping): Promise<Payload> {
  const payload = readPayload(input.file, await bytesOf(input), mapping);
  if (payload !== undefined) return payload;
  throw badInput(
    `${input.file} holds neither spans (OTLP in protobuf or JSON, or Jaeger's download) nor a transcript; is it whole?`,
  );
}
