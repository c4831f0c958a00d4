import { asRunId, type RunEvent, type RunId } from '#events';
import { isUnreadable, type Projection, type ReceivedRecord } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
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

const nextOf = (last: ReceivedRecord): number => last.offset + 1;
