import { faultyRuns } from '../rehearsed-faults.js';
import type { Transcript } from '../message.js';
import { failedRuns, SHAPES } from '../simulated/simulate.js';
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
