import type { RunHistory } from '#events';
import type { EventLog } from '../port.js';
import type { ForeignRecord } from './pending-record.js';
import type { StoredLog } from './stored-log.js';

/** A log, the history of its runs, and what only tests do to it. */
export interface OpenLog {
  readonly log: EventLog;
  readonly history: RunHistory;
  /** Ends at once without draining, as the death of the process would. */
  readonly drop: () => void;
  /** Takes in what a foreign writer left; consumers get it as unreadable records. */
  readonly takeIn: (records: readonly ForeignRecord[]) => Promise<void>;
}

export const openLogOf = (log: StoredLog): OpenLog => ({
  log,
  history: log.history,
  drop: () => {
    log.drop();
  },
  takeIn: (records) => log.takeIn(records),
});
