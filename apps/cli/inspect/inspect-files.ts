import { readFile } from 'node:fs/promises';
import { foreignTrajectories, type Telemetry, type Trajectory, type TranscriptMapping } from '#trajectory';
import { badInput } from '../cli-error.js';
import { inputFiles, type InputFile } from './input-files.js';
import { readPayload } from './read-payload.js';

export interface Inspected {
  readonly trajectories: readonly Trajectory[];
  /** How many of them, the last ones, were read from transcripts. */
  readonly transcripts: number;
  /** Files that hold neither spans nor a transcript. */
  readonly skipped: readonly string[];
  /** Spans without a usable id. */
  readonly unusable: number;
}

/** The runs in files and directories. A file that the user names must hold something; others are passed over. */
export async function inspectFiles(paths: readonly string[], mapping?: TranscriptMapping): Promise<Inspected> {
  const places = new Map<string, Telemetry[]>();
  const transcripts: Trajectory[] = [];
  const skipped: string[] = [];
  for (const input of await inputFiles(paths)) {
    const payload = readPayload(input.file, await readFile(input.file), mapping);
    if (payload === undefined) skipped.push(passedOver(input));
    else {
      places.set(input.place, [...(places.get(input.place) ?? []), ...payload.telemetry]);
      transcripts.push(...payload.transcripts);
    }
  }
  const telemetry = [...places.values()];
  return {
    trajectories: [...telemetry.flatMap(foreignTrajectories), ...transcripts],
    transcripts: transcripts.length,
    skipped,
    unusable: telemetry.flat().reduce((sum, { unusable }) => sum + unusable, 0),
  };
}

function passedOver({ file, isNamed }: InputFile): string {
  if (isNamed) {
    throw badInput(
      `${file} holds neither spans (OTLP in protobuf or JSON, or Jaeger's download) nor a transcript; is it whole?`,
    );
  }
  return file;
}
