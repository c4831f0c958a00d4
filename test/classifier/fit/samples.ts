import { faultyRuns } from '../rehearsed-faults.js';
import type { Transcript } from '../message.js';
import { failedRuns, SHAPES } from '../simulated/simulate.js';
import { handOf, isKept, isLed, writtenRuns } from '../written/written-runs.js';
import { sampleOfRehearsal, sampleOfTranscript, type Sample } from './sample.js';

export const RATES = [
  { numericalDrift: 0.15 },
  { contextOmission: 0.2 },
  { logicalContradiction: 0.1 },
  { coordinationFailure: 0.25 },
];

export const samplesOf = (transcripts: readonly Transcript[], shape: string): readonly Sample[] =>
  transcripts.flatMap((run) => sampleOfTranscript(run, shape) ?? []);

export const simulatedSamples = (each: number): readonly Sample[] =>
  SHAPES.flatMap((shape) => samplesOf(failedRuns(shape, each), shape.name));

/** Of every family, architecture and kind of fault. */
export async function rehearsedSamples(each: number): Promise<readonly Sample[]> {
  const played = await Promise.all(RATES.map((rates) => faultyRuns(rates, each)));
  return played.flat().flatMap((run, position) => sampleOfRehearsal(run, `rehearsed-${position}`) ?? []);
}

/** Of the runs that were written by hand, each hand's panels and led teams apart. */
export const writtenSamples = (): readonly Sample[] =>
  [...writtenRuns()].flatMap(([file, runs]) => (isKept(file) ? [] : samplesOfFile(file, runs)));

/** Of the runs that nothing is fitted on. */
export const keptSamples = (): readonly Sample[] =>
  [...writtenRuns()].flatMap(([file, runs]) => (isKept(file) ? samplesOfFile(file, runs) : []));

const samplesOfFile = (file: string, runs: readonly Transcript[]): readonly Sample[] =>
  runs
    .filter(({ mistake_step: step }) => step !== undefined)
    .flatMap((run) => sampleOfTranscript(run, `${handOf(file)}, ${shapeOf(file, run)}`) ?? []);

function shapeOf(file: string, run: Transcript): string {
  if (isKept(file)) return 'kept';
  return /-(service|handoffs)\./.exec(file)?.[1] ?? (isLed(file, run) ? 'led' : 'panel');
}
