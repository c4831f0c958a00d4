import { findingsIn } from '../../../apps/cli/judge/judge-run.js';
import { diagnose, DETECTORS, type Finding } from '#taxonomy';
import type { Transcript } from '../message.js';
import { plantAll } from '../plant.js';
import { faultyRuns } from '../rehearsed-faults.js';
import { failedRuns, faultlessTeams, SHAPES } from '../simulated/simulate.js';
import { faultlessRuns, realRuns } from '../soil.js';
import { diagnosisOf } from '../told.js';
import { RATES } from './samples.js';

/** How often a detector fired, and how often its class was that of an error that was made. */
interface Tally {
  readonly hits: number;
  readonly right: number;
}
type Tallies = ReadonlyMap<string, Tally>;

interface Seen {
  readonly findings: readonly Finding[];
  /** Classes of the errors of the run. */
  readonly modes: readonly string[];
}

/** The source of `detectors/tallies.ts`. */
export const talliesSource = (tallies: Tallies): string =>
  [
    '/** Written by `npm run fit-classifier`, not by hand: how often each detector fired, and how often its class was right. */',
    'export const TALLIES: Readonly<Record<string, { readonly hits: number; readonly right: number }>> = {',
    ...[...tallies].map(([name, { hits, right }]) => `  '${name}': { hits: ${hits}, right: ${right} },`),
    '};',
    '',
  ].join('\n');

/**
 * Of every detector, over planted and rehearsed errors, made-up teams that fail, and runs without an error. What it finds in
 * a run before anything is planted counts once.
 */
export async function detectorTallies(each: number): Promise<Tallies> {
  const soil = [...realRuns('successes'), ...(await faultlessRuns(each))];
  const bare = new Map(soil.map((run) => [run.id, seenIn(run)]));
  const planted = plantAll(soil, 1, 2).map(({ transcript }) =>
    less(seenIn(transcript), bare.get(transcript.cluster ?? '')),
  );
  const teams = SHAPES.flatMap((shape) => [...failedRuns(shape, TEAMS, TEAMS), ...faultlessTeams(shape, TEAMS, TEAMS)]);
  return talliesOf([...bare.values(), ...planted, ...teams.map(seenIn), ...(await rehearsed(each))]);
}

const talliesOf = (seen: readonly Seen[]): Tallies =>
  new Map(
    DETECTORS.map(({ name }) => {
      const hits = seen.flatMap(({ findings, modes }) =>
        findings.filter(({ detector }) => detector === name).map(({ mode }) => modes.includes(mode)),
      );
      return [name, { hits: hits.length, right: hits.filter(Boolean).length }] as const;
    }),
  );

/** Without what was found before. */
const less = ({ findings, modes }: Seen, before: Seen | undefined): Seen => ({
  findings: findings.filter(
    ({ detector, claim }) =>
      before === undefined || before.findings.every((known) => known.detector !== detector || known.claim !== claim),
  ),
  modes,
});

const TEAMS = 100;

const seenIn = (run: Transcript): Seen => ({
  findings: findingsIn(diagnosisOf(run, false)),
  modes: run.category === undefined ? [] : [run.category],
});

async function rehearsed(each: number): Promise<readonly Seen[]> {
  const played = await Promise.all(RATES.map((rates) => faultyRuns(rates, each)));
  return played.flat().map(({ trajectory, task, slips }) => ({
    findings: findingsIn(diagnose(trajectory, { task })),
    modes: slips.map(({ mode }) => mode),
  }));
}
