import { existsSync, readFileSync } from 'node:fs';
import { architectures } from '#coordination';
import type { TaskRef } from '#events';
import { rehearsalProvider } from '#llm';
import { FAULTLESS } from '#llm/testing';
import { families } from '#tasks';
import { TranscriptSchema, type Transcript } from './message.js';
import { plan } from '../rehearsal/plans.js';
import { play } from '../rehearsal/play.js';
import { transcriptOfRun } from './transcript-of-run.js';

/** Real runs of the folder that PARLEY_DATA_DIR names; none where it names none. */
export function realRuns(kind: 'successes' | 'failures'): readonly Transcript[] {
  const path = `${process.env['PARLEY_DATA_DIR'] ?? ''}/tau-retail/${kind}.jsonl`;
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => TranscriptSchema.parse(JSON.parse(line)));
}

/** Rehearsed runs of every family and architecture in which nobody errs, as transcripts. */
export async function faultlessRuns(each: number): Promise<readonly Transcript[]> {
  const provider = rehearsalProvider({ planOf: plan, rates: { model: FAULTLESS } });
  const runs: Transcript[] = [];
  for (const { ref, architecture, seed } of stages(each)) {
    const { events } = await play(provider, { architecture, model: 'model', ref, seed });
    runs.push(transcriptOfRun(events, `${ref.family}-${architecture}-${seed}`));
  }
  return runs;
}

interface Stage {
  readonly ref: TaskRef;
  readonly architecture: string;
  readonly seed: number;
}

/** Every family on every architecture, `each` times over with tasks and seeds of their own. */
export const stages = (each: number): readonly Stage[] =>
  families().flatMap(({ name: family }) =>
    architectures().flatMap(({ name: architecture }) =>
      Array.from({ length: each }, (_, index) => ({
        ref: { family, seed: 23, index, level: 2 },
        architecture,
        seed: index,
      })),
    ),
  );
