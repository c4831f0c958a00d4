import { eventIn, type Job, type Worker } from '#event-log';
import type { EventOf, Partition, RunHistory } from '#events';
import type { Deliver } from './deliver.js';
import { noticeOf, type Notice, type NoticeType } from './notice.js';
import { openApprovals, type OpenApprovals } from './open-approvals.js';
import { waitUntil } from './wait-until.js';

export interface NotifierDependencies {
  readonly history: RunHistory;
  readonly deliver: Deliver<Notice>;
  readonly now: () => number;
  /** How long before an approval expires it is told of again; 0 = never. */
  readonly escalateMs: number;
}

/** Approvals that are open at once: each has a job, which waits most of the time. */
const CONCURRENCY = 10_000;

/**
 * Tells a webhook of every approval that opens, and again before it expires. At least once: what the webhook does not
 * take is sent again until the approval is closed, and after a restart those that are open are told of anew, by the
 * same ids.
 */
export function createApprovalNotifier(dependencies: NotifierDependencies): Worker {
  const partitions = new Map<Partition, OpenApprovals>();
  const openIn = (partition: Partition): OpenApprovals => {
    const open = partitions.get(partition) ?? openApprovals();
    partitions.set(partition, open);
    return open;
  };
  return {
    group: 'webhooks',
    topic: 'run-events',
    concurrency: CONCURRENCY,
    writes: [],
    assigned: () => Promise.resolve(),
    revoked: (partition) => partitions.delete(partition),
    observe(record) {
      const event = eventIn(record);
      if (event !== undefined) openIn(record.partition).observe(event);
    },
    jobOf(record) {
      const event = eventIn(record);
      if (event?.type !== 'ApprovalRequested') return undefined;
      const closing = openIn(record.partition).closing(event.runId, event.data.approvalId);
      return closing && noticesOf(event, closing, dependencies);
    },
  };
}

/** Runs until the approval is closed or everything has been told of it; a job that is tried again tells what is left. */
function noticesOf(asked: EventOf<'ApprovalRequested'>, closing: AbortSignal, dependencies: NotifierDependencies): Job {
  const { now, escalateMs } = dependencies;
  const { approvalId, expiresAt } = asked.data;
  const escalateAt = expiresAt - escalateMs;
  const told = new Set<NoticeType>();
  return {
    lane: `${asked.runId}/${approvalId}`,
    async run(stopping) {
      const signal = AbortSignal.any([stopping, closing]);
      const tell = (type: NoticeType) => tellOnce(type, { asked, told, signal }, dependencies);
      try {
        await tell('approval.opened');
        if (escalateMs > 0 && escalateAt > asked.time) {
          await waitUntil(escalateAt, now, signal);
          await tell('approval.expiring');
        }
      } catch (error) {
        if (stopping.aborted || !closing.aborted) throw error;
      }
      return [];
    },
  };
}

interface Telling {
  readonly asked: EventOf<'ApprovalRequested'>;
  readonly told: Set<NoticeType>;
  readonly signal: AbortSignal;
}

async function tellOnce(
  type: NoticeType,
  { asked, told, signal }: Telling,
  { history, deliver }: NotifierDependencies,
): Promise<void> {
  if (told.has(type)) return;
  const events = await history.eventsOf(asked.runId, { atLeast: asked.sequence });
  signal.throwIfAborted();
  await deliver(noticeOf(type, asked, events), signal);
  told.add(type);
}
