import type { Partition } from '#events';
import type { EventLog } from '#event-log';
import type { DeliveryNews } from '#telemetry';
import type { Store } from '#store';
import { SPANS_GROUP } from './span-projection.js';

/** How the export is getting on, since the process started. */
export interface ExportState {
  readonly sent: number;
  readonly rejected: number;
  readonly refused: number;
  /** Why the receiver takes nothing at the moment, and since when. */
  readonly waiting?: { readonly reason: string; readonly since: number };
}

export interface ExportBook {
  readonly state: () => ExportState;
  /** Records that have come after the last one whose spans were sent, over all partitions, whoever sends them. */
  readonly lag: () => Promise<number>;
  readonly hear: (news: DeliveryNews) => void;
}

export interface ExportBookOptions {
  readonly log: Pick<EventLog, 'partitions' | 'endOf'>;
  readonly store: Pick<Store, 'positionOf'>;
  readonly now: () => number;
}

export function exportBook({ log, store, now }: ExportBookOptions): ExportBook {
  let state: ExportState = { sent: 0, rejected: 0, refused: 0 };
  const behind = async (partition: Partition): Promise<number> => {
    const position = (await store.positionOf(SPANS_GROUP, partition)) ?? 0;
    return Math.max(0, (await log.endOf('run-events', partition)) - position);
  };
  return {
    state: () => state,
    lag: async () => {
      const each = await Promise.all(Array.from({ length: log.partitions }, (_, partition) => behind(partition)));
      return each.reduce((sum, one) => sum + one, 0);
    },
    hear: (news) => {
      state = heard(state, news, now);
    },
  };
}

function heard(state: ExportState, news: DeliveryNews, now: () => number): ExportState {
  const { waiting, ...counts } = state;
  switch (news.news) {
    case 'waiting':
      return { ...counts, waiting: { reason: news.reason, since: waiting?.since ?? now() } };
    case 'sent':
      return { ...counts, sent: counts.sent + news.spans };
    case 'rejected':
      return { ...counts, rejected: counts.rejected + news.spans };
    case 'refused':
      return { ...counts, refused: counts.refused + 1 };
    case 'lightened':
      return counts;
  }
}

/** One line for those who ask whether the process is ready: it is, wherever the export stands. */
export function exportNote(lag: number, { waiting }: ExportState): string {
  const behind = lag === 0 ? 'ok' : `ok, ${lag} records behind`;
  if (waiting === undefined) return behind;
  return `${behind}; the receiver has taken nothing since ${new Date(waiting.since).toISOString()}: ${waiting.reason}`;
}
