import type { Partition, RunHistory } from '#events';
import type { PartitionTask } from '../core/group.js';
import type { EncodedRecords } from '../core/pending-record.js';
import type { Lease } from '../core/storage.js';
import type { TaskContext } from '../core/task-context.js';
import type { FaultHook } from '../fault-points.js';
import type { Transactor, WireOutput, WrittenEnd } from './driver.js';
import { PartitionCommitter } from './partition-committer.js';
import type { OwnerOptions } from './partition-owner.js';

/** What the tasks of one subscription stand on. */
export interface Ground extends Pick<TaskContext, 'pauses' | 'report'> {
  readonly kind: 'process' | 'work' | 'project';
  readonly history: RunHistory;
  readonly faultPoint: FaultHook;
  readonly written: (ends: readonly WrittenEnd[]) => void;
  readonly wiresOf: (records: EncodedRecords) => readonly WireOutput[];
  readonly transactor: (partition: Partition) => Promise<Transactor>;
}
type Start<C> = (lease: Lease, context: C, fail: (error: Error) => void) => PartitionTask;

/** Fences the former owner, and only then reads where the group stands. */
export const settleInTransactions =
  (ground: Ground, start: Start<TaskContext>): OwnerOptions['settleIn'] =>
  async (lease, feed) => {
    const transactor = await ground.transactor(lease.partition);
    const position = (await transactor.committed()) ?? 0;
    let fail: (error: Error) => void = () => undefined;
    const committer = new PartitionCommitter(lease, transactor, position, {
      open: () => ground.transactor(lease.partition),
      wiresOf: ground.wiresOf,
      faultPoint: ground.faultPoint,
      written: ground.written,
      retryMs: ground.pauses.retryMs,
      fenced: (error) => {
        fail(error);
      },
      trouble: (error) => {
        const during = ground.kind === 'work' ? 'job' : ground.kind;
        ground.report({ group: lease.group, partition: lease.partition, during, error });
      },
    });
    const context: TaskContext = {
      storage: { checkpointOf: () => committer.position },
      feeds: { of: () => feed },
      committer,
      history: ground.history,
      pauses: ground.pauses,
      report: ground.report,
    };
    return {
      begin: (failed) => {
        fail = failed;
        return start(lease, context, failed);
      },
      close: () => committer.close(),
    };
  };

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
