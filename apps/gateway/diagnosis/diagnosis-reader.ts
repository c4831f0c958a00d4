import {
  baselineOfStarted,
  diagnosedOf,
  groundsOf,
  JUDGED_BY,
  toldRun,
  traceOfRun,
  type Diagnosed,
  type JudgedRun,
  type Judgement,
  type Judging,
} from '#diagnosis';
import { isTerminal, type Blobs, type RunEvent, type RunHistory, type RunId } from '#events';
import type { Store, StoredDiagnosis } from '#store';
import { trajectoryOf } from '#trajectory';
import { LRUCache } from 'lru-cache';
import { Problem } from '../http/problem.js';
import type { DiagnosisView } from './diagnosis-schema.js';
import { diagnosisView } from './diagnosis-view.js';
import { refuseUnjudged } from './refuse-unjudged.js';

/** The diagnosis of a run as far as it has come, by this version of the classifier or by another whose verdict is kept. */
export type DiagnosisOf = (runId: RunId, version?: string) => Promise<DiagnosisView>;

export interface DiagnosisSources {
  readonly store: Pick<Store, 'runs' | 'diagnoses'>;
  readonly history: Pick<RunHistory, 'eventsOf'>;
  readonly blobs: Blobs;
  readonly judging: Pick<Judging, 'judge'>;
}

const CACHED = 500;

/**
 * A verdict that is kept is told as it was given, if it has seen the run's last word; else one is made, which is the same:
 * it is asked for once also where several ask at the same time. The baseline is looked for anew each time: one may have
 * come.
 */
export function diagnosisReader({ judging, ...sources }: DiagnosisSources): DiagnosisOf {
  const judgements = new LRUCache<string, Promise<Judgement>>({ max: CACHED });
  const judgementOf = (run: JudgedRun, upTo: number): Promise<Judgement> => {
    const key = `${run.trajectory.runId}:${upTo}`;
    const known = judgements.get(key);
    if (known !== undefined) return known;
    const judgement = judging.judge(run).catch(refuseUnjudged);
    judgements.set(key, judgement);
    judgement.catch(() => judgements.delete(key));
    return judgement;
  };
  return async (runId, version = JUDGED_BY) => {
    const [events, kept] = await Promise.all([sources.history.eventsOf(runId), sources.store.diagnoses(runId)]);
    const trajectory = trajectoryOf(events);
    const [started] = events;
    if (trajectory === undefined || started === undefined) throw notStarted(runId);
    const make = async (): Promise<Diagnosed> => {
      const run = await toldRun(runId, events, sources.blobs);
      if (run === undefined) throw notStarted(runId);
      const upTo = events.length;
      return diagnosedOf({ trajectory: run.trajectory, upTo, ...traceOfRun(events) }, await judgementOf(run, upTo));
    };
    const wanted = { runId, version, events, kept };
    const [diagnosed, baseline] = await Promise.all([
      keptVerdict(wanted, sources.blobs).then((found) => found ?? make()),
      baselineOfStarted(started, sources),
    ]);
    return diagnosisView({ trajectory, diagnosed, versions: kept.map((one) => one.diagnosed.version), baseline });
  };
}

const notStarted = (runId: RunId): Problem =>
  new Problem('not-found', `run ${runId} has not started: there is nothing to diagnose`);

interface Wanted {
  readonly runId: RunId;
  readonly version: string;
  readonly events: readonly RunEvent[];
  readonly kept: readonly StoredDiagnosis[];
}

/** Undefined where this version's verdict has to be made. */
async function keptVerdict({ runId, version, events, kept }: Wanted, blobs: Blobs): Promise<Diagnosed | undefined> {
  const found = kept.find(({ diagnosed }) => diagnosed.version === version)?.diagnosed;
  if (version === JUDGED_BY && (found === undefined || found.upTo < lastWordOf(events))) return undefined;
  if (found !== undefined) return { ...found, grounds: await groundsOf(found, runId, blobs) };
  const versions = [...new Set([JUDGED_BY, ...kept.map(({ diagnosed }) => diagnosed.version)])];
  throw new Problem(
    'not-found',
    `version ${version} has said nothing of run ${runId}: ask for ${versions.join(' or ')}`,
  );
}

/** Sequence of the event that settled the run so far; infinite while it goes on. */
const lastWordOf = (events: readonly RunEvent[]): number =>
  events.findLast((event) => event.type === 'RunGraded' || isTerminal(event))?.sequence ?? Infinity;
