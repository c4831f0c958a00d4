import { JUDGED_BY, verdictOf, type Verdict } from '#diagnosis';
import type { RunDiagnosed, RunDiagnosis, RunId } from '#events';
import type { Store } from '#store';
import { bell } from './bell.js';
import type { RunNews } from './run-news.js';

export interface VerdictSources {
  readonly store: Pick<Store, 'diagnoses'>;
  readonly news: RunNews<RunDiagnosis>;
}

interface Waiting {
  readonly mostMs: number;
  readonly heartbeatMs: number;
  readonly heartbeat: () => Promise<void>;
  readonly over: AbortSignal;
}

/** The verdict on a run, for one who waits for it from now on. */
export interface AwaitedVerdict {
  /** The one of this classifier that has seen the event of this sequence; undefined where it does not come in time. */
  on(lastWord: number, waiting: Waiting): Promise<Verdict | undefined>;
  leave(): void;
}

export function awaitedVerdict({ store, news }: VerdictSources, runId: RunId): AwaitedVerdict {
  const rung = bell();
  const heard: RunDiagnosed[] = [];
  const leave = news.watch(runId, ({ data }) => {
    heard.push(data);
    rung.ring();
  });
  return {
    async on(lastWord, { mostMs, heartbeatMs, heartbeat, over }) {
      const isWanted = ({ version, upTo }: RunDiagnosed) => version === JUDGED_BY && upTo >= lastWord;
      const until = performance.now() + mostMs;
      while (!over.aborted) {
        const kept = (await store.diagnoses(runId)).map(({ diagnosed }) => diagnosed);
        const found = [...heard, ...kept].find(isWanted);
        if (found !== undefined) return verdictOf(runId, found);
        const leftMs = until - performance.now();
        if (leftMs <= 0) return undefined;
        if (!(await rung.rungWithin(Math.min(leftMs, heartbeatMs), over))) await heartbeat();
      }
      return undefined;
    },
    leave,
  };
}
