import { asRunId, type RunEvent, type RunId } from '#events';
import { diagnosisIn, isUnreadable, type Projection, type ReceivedRecord } from '#event-log';
import { DIAGNOSES_PROJECTION, RUNS_PROJECTION } from '#read-models';
import type { Store } from '#store';

export interface ProjectorOptions {
  readonly store: Pick<Store, 'positionOf' | 'apply'>;
  readonly onUnreadable: (runId: RunId, detail: string) => void;
  /** Told where the work is, so that a test can end the process there. */
  readonly reached?: (point: ProjectorPoint) => void;
}

/** Around the transaction that holds rows and position. */
type ProjectorPoint = 'projector:before-apply' | 'projector:applied';

/** Keeps the read models equal to a fold of `run-events`. An unreadable event marks its run and is passed over. */
export function createProjector({ store, onUnreadable, reached }: ProjectorOptions): Projection {
  return {
    group: RUNS_PROJECTION,
    topic: 'run-events',
    positionOf: (partition) => store.positionOf(RUNS_PROJECTION, partition),
    apply: async (partition, batch, position) => {
      const last = batch.at(-1);
      if (last === undefined) return;
      const events: RunEvent[] = [];
      const unreadable: RunId[] = [];
      for (const record of batch) {
        if (isUnreadable(record)) {
          unreadable.push(asRunId(record.key));
          onUnreadable(asRunId(record.key), record.unreadable.detail);
        } else if (record.topic === 'run-events') events.push(record.message);
      }
      reached?.('projector:before-apply');
      await store.apply(RUNS_PROJECTION, partition, { events, unreadable, position, next: nextOf(last) });
      reached?.('projector:applied');
    },
  };
}

/** Keeps the verdicts on runs; one that cannot be read is passed over. */
export function createVerdictProjector({ store, onUnreadable }: ProjectorOptions): Projection {
  return {
    group: DIAGNOSES_PROJECTION,
    topic: 'diagnoses',
    positionOf: (partition) => store.positionOf(DIAGNOSES_PROJECTION, partition),
    apply: async (partition, batch, position) => {
      const last = batch.at(-1);
      if (last === undefined) return;
      for (const record of batch) {
        if (isUnreadable(record)) onUnreadable(asRunId(record.key), record.unreadable.detail);
      }
      const diagnoses = batch.flatMap((record) => diagnosisIn(record) ?? []);
      await store.apply(DIAGNOSES_PROJECTION, partition, { events: [], diagnoses, position, next: nextOf(last) });
    },
  };
}

const nextOf = (last: ReceivedRecord): number => last.offset + 1;
