import type { Partition, RunHistory } from '#events';
import type { PartitionTask } from '../core/group.js';
import type { EncodedRecords } from '../core/pending-record.js';
import type { Lease } from '../core/storage.js';
import { settledWithin, type TaskContext } from '../core/task-context.js';
import type { FaultHook } from '../fault-points.js';
import { logFenced, type LogError } from '../errors.js';
import type { Offset } from '../port.js';
import type { Transactor, WireOutput, WrittenEnd } from './driver.js';
import type { OwnedHistory } from './history/owned-history.js';
import { PartitionCommitter } from './partition-committer.js';
import type { OwnerOptions, Tenure } from './partition-owner.js';
import { LET_GO_MS } from './timing.js';

/** What the tasks of one subscription stand on. */
export interface Ground extends Pick<TaskContext, 'pauses' | 'report'> {
  readonly faultPoint: FaultHook;
  readonly written: (ends: readonly WrittenEnd[]) => void;
  readonly wiresOf: (records: EncodedRecords) => readonly WireOutput[];
  readonly transactor: (partition: Partition) => Promise<Transactor>;
}
/** Of who writes `run-events`. */
export interface EventsGround extends Ground {
  readonly takeOverHistory: (partition: Partition) => Promise<OwnedHistory>;
  /** Where what was written to the partition of `run-events` ends. */
  readonly eventsEnd: (partition: Partition, ends: readonly WrittenEnd[]) => Offset | undefined;
}
/** Of who reads what others write. */
export interface ReadersGround extends Ground {
  readonly history: RunHistory;
  /** For a worker whose outputs may repeat: without a transaction. */
  readonly publish?: (records: EncodedRecords) => Promise<void>;
}
type Start<C> = (lease: Lease, context: C, fail: (error: Error) => void) => PartitionTask;

/** Fences the former owner, and only then reads where the group stands and what the former owner has written. */
export const settleAsProcessor =
  (ground: EventsGround, start: Start<TaskContext>): OwnerOptions['settleIn'] =>
  (lease, feed) =>
    onceFenced(ground, lease, async (transactor) => {
      const position = (await transactor.committed()) ?? 0;
      const history = await ground.takeOverHistory(lease.partition);
      const wrote: Wrote = (records, ends) => {
        history.wrote(records, ends === undefined ? undefined : ground.eventsEnd(lease.partition, ends));
      };
      const settled = { lease, transactor, position, during: 'process' } as const;
      return tenureOf({ ...ground, history }, { ...settled, wrote }, { feed, start });
    });

/** Fences the former owner, and only then reads where the group stands. */
export const settleAsWorker =
  (ground: ReadersGround, start: Start<TaskContext>): OwnerOptions['settleIn'] =>
  (lease, feed) =>
    onceFenced(ground, lease, async (transactor) => {
      const position = (await transactor.committed()) ?? 0;
      const settled = { lease, transactor, position, during: 'job' } as const;
      return tenureOf(ground, { ...settled, wrote: () => undefined }, { feed, start });
    });

type Wrote = (records: readonly EncodedRecords[], ends: readonly WrittenEnd[] | undefined) => void;
interface Settled {
  readonly lease: Lease;
  readonly transactor: Transactor;
  readonly position: Offset;
  readonly during: 'process' | 'job';
  readonly wrote: Wrote;
}

async function onceFenced(
  ground: Ground,
  { partition }: Lease,
  settle: (transactor: Transactor) => Promise<Tenure>,
): Promise<Tenure> {
  const transactor = await ground.transactor(partition);
  try {
    return await settle(transactor);
  } catch (error) {
    await settledWithin(transactor.close(), LET_GO_MS);
    throw error;
  }
}

function tenureOf(
  ground: ReadersGround,
  settled: Settled,
  { feed, start }: { readonly feed: Parameters<OwnerOptions['settleIn']>[1]; readonly start: Start<TaskContext> },
): Tenure {
  const { lease } = settled;
  let fail: (error: LogError) => void = () => undefined;
  const committer = committerOf(ground, settled, (error) => {
    fail(error);
  });
  const { history, pauses, report, publish } = ground;
  const context: TaskContext = {
    storage: { checkpointOf: () => committer.position },
    feeds: { of: () => feed },
    committer,
    history,
    pauses,
    report,
    ...(publish !== undefined && { publish: whileHeld(lease, publish) }),
  };
  return {
    begin: (failed) => {
      fail = failed;
      return start(lease, context, failed);
    },
    close: () => committer.close(),
  };
}

function committerOf(
  ground: Ground,
  { lease, transactor, position, during, wrote }: Settled,
  fenced: (error: LogError) => void,
): PartitionCommitter {
  const { group, partition } = lease;
  return new PartitionCommitter(lease, transactor, position, {
    open: () => ground.transactor(partition),
    wiresOf: ground.wiresOf,
    faultPoint: ground.faultPoint,
    written: (records, ends) => {
      wrote(records, ends);
      if (ends !== undefined) ground.written(ends);
    },
    retryMs: ground.pauses.retryMs,
    beginsAnew: during === 'process',
    fenced,
    trouble: (error) => {
      ground.report({ group, partition, during, error });
    },
  });
}

/** Who has lost the partition publishes no more, as soon as it knows. */
const whileHeld =
  (lease: Lease, publish: (records: EncodedRecords) => Promise<void>): NonNullable<TaskContext['publish']> =>
  (records) =>
    lease.active ? publish(records) : Promise.reject(logFenced(lease.group, lease.partition));

/** The store keeps the position and turns a former owner away. */
export const settleAsProjection =
  (ground: Ground, start: Start<Pick<TaskContext, 'feeds' | 'pauses' | 'report'>>): OwnerOptions['settleIn'] =>
  (lease, feed) => {
    const { pauses, report } = ground;
    return Promise.resolve({
      begin: (fail) => start(lease, { feeds: { of: () => feed }, pauses, report }, fail),
      close: () => Promise.resolve(),
    });
  };
