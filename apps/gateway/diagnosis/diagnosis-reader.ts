import type { Blobs, RunEvent, RunHistory, RunId } from '#events';
import { runMetricsOf } from '#metrics';
import type { Store } from '#store';
import { LRUCache } from 'lru-cache';
import { Problem } from '../http/problem.js';
import { baselineRuns } from './baseline-runs.js';
import type { DiagnosisView } from './diagnosis-schema.js';
import { diagnosisView } from './diagnosis-view.js';
import type { Judgement, JudgedRun } from './judgement.js';
import type { Judging } from './judging.js';
import { toldRun } from './told-run.js';

/** The diagnosis of a run as far as it has come. */
export type DiagnosisOf = (runId: RunId) => Promise<DiagnosisView>;

export interface DiagnosisSources {
  readonly store: Pick<Store, 'runs'>;
  readonly history: Pick<RunHistory, 'eventsOf'>;
  readonly blobs: Blobs;
  readonly judging: Pick<Judging, 'judge'>;
}

const CACHED = 500;

/**
 * Judgements are kept by run and last event, and asked for once also where several ask at the same time; all that a
 * process gives are of one version of the classifier. The baseline is looked for anew each time: one may have come.
 */
export function diagnosisReader({ judging, ...sources }: DiagnosisSources): DiagnosisOf {
  const judgements = new LRUCache<string, Promise<Judgement>>({ max: CACHED });
  const judgementOf = (run: JudgedRun, upTo: number): Promise<Judgement> => {
    const key = `${run.trajectory.runId}:${upTo}`;
    const known = judgements.get(key);
    if (known !== undefined) return known;
    const judgement = judging.judge(run);
    judgements.set(key, judgement);
    judgement.catch(() => judgements.delete(key));
    return judgement;
  };
  return async (runId) => {
    const events = await sources.history.eventsOf(runId);
    const run = await toldRun(runId, events, sources.blobs);
    if (run === undefined) throw new Problem('not-found', `run ${runId} has not started: there is nothing to diagnose`);
    const { trajectory } = run;
    const upTo = events.length;
    const [judgement, baseline] = await Promise.all([
      judgementOf(run, upTo),
      baselineRuns({ trajectory, ...comparisonOf(events) }, sources),
    ]);
    return diagnosisView({ trajectory, upTo, judgement, metrics: runMetricsOf(trajectory), baseline });
  };
}

function comparisonOf([started]: readonly RunEvent[]): { readonly comparisonId?: string } {
  const comparisonId = started?.type === 'RunStarted' ? started.data.comparisonId : undefined;
  return comparisonId === undefined ? {} : { comparisonId };
}
