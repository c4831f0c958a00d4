import type { Baseline } from '#diagnosis';
import { isTerminal, type Partition, type RunEvent, type RunId } from '#events';
import { evolveCoordination, liveFigures, NOTHING_YET, type Coordination, type LiveFigures } from '#metrics';
import { LRUCache } from 'lru-cache';

interface RunningRun {
  readonly started: RunEvent;
  readonly architecture: string;
  readonly partition: Partition;
  counts: Coordination;
  baseline?: Baseline;
}

/** A run that goes on, as it stands. */
export interface LiveRun extends LiveFigures {
  readonly architecture: string;
}

export interface LiveBook {
  /** Wants every event once, and each run's in order; of runs that started before it did it knows nothing. */
  observe(event: RunEvent, partition: Partition): void;
  /** Others have observed events of the partition meanwhile: of its runs nothing is known any more. */
  forget(partition: Partition): void;
  /** The runs that go on in partitions that are held: of others somebody else hears. Baselines are looked for when this is asked, of so many runs each time: no run waits for it. */
  runs(): Promise<readonly LiveRun[]>;
}

export interface LiveBookOptions {
  readonly baselineOf: (started: RunEvent) => Promise<Baseline>;
  /** Undefined where that is not known at the moment. */
  readonly held: () => Promise<readonly Partition[] | undefined>;
}

const KNOWN_RUNS = 10_000;
const LOOKED_FOR_AT_ONCE = 20;

export function liveBook({ baselineOf, held }: LiveBookOptions): LiveBook {
  const running = new LRUCache<RunId, RunningRun>({ max: KNOWN_RUNS });
  const keep = (stays: (partition: Partition) => boolean): void => {
    for (const [runId, { partition }] of [...running]) if (!stays(partition)) running.delete(runId);
  };
  return {
    observe(event, partition) {
      if (event.type === 'RunStarted') {
        const { architecture } = event.data.system;
        running.set(event.runId, { started: event, architecture, partition, counts: NOTHING_YET });
      }
      if (isTerminal(event)) running.delete(event.runId);
      const run = running.get(event.runId);
      if (run !== undefined) run.counts = evolveCoordination(run.counts, event);
    },
    forget: (left) => {
      keep((partition) => partition !== left);
    },
    async runs() {
      const partitions = await held();
      if (partitions !== undefined) keep((partition) => partitions.includes(partition));
      const all = [...running.values()];
      for (const run of all.filter(({ baseline }) => baseline === undefined).slice(0, LOOKED_FOR_AT_ONCE)) {
        run.baseline = await baselineOf(run.started);
      }
      return all.map(({ architecture, counts, baseline }) => ({
        architecture,
        ...liveFigures(counts, baseline?.runs ?? []),
      }));
    },
  };
}
