import { asCommandId, type CommandOf } from '#events';
import type { EventLog } from '#event-log';
import { v7 } from 'uuid';
import type { DueTimer, Timers } from './timers.js';

/** setTimeout's own limit. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;
const RETRY_MS = 500;
const SOURCE = '/parley/orchestrator';

export interface Clockwork {
  /** To be called when the timers have changed. */
  rewind(): void;
  stop(): void;
}

/** Sleeps until the earliest timer is due and sends `FireTimer` for what is; a failed send is tried again. */
export function startClockwork(timers: Timers, log: Pick<EventLog, 'publish'>, now: () => number): Clockwork {
  let alarm: NodeJS.Timeout | undefined;
  let alarmAt = Infinity;
  let stopped = false;

  const set = (at: number) => {
    if (stopped || at >= alarmAt) return;
    clearTimeout(alarm);
    alarmAt = at;
    alarm = setTimeout(ring, Math.min(Math.max(0, at - now()), LONGEST_SLEEP_MS));
    alarm.unref();
  };
  const ring = () => {
    alarmAt = Infinity;
    const due = timers.take(now());
    const sent = due.length === 0 ? Promise.resolve() : log.publish(due.map((timer) => fireTimer(timer, now())));
    sent.then(
      () => {
        set(timers.nextAt() ?? Infinity);
      },
      () => {
        set(now() + RETRY_MS);
      },
    );
  };
  return {
    rewind: () => {
      set(timers.nextAt() ?? Infinity);
    },
    stop: () => {
      stopped = true;
      clearTimeout(alarm);
    },
  };
}

function fireTimer({ runId, timerId, dueAt }: DueTimer, time: number) {
  const message: CommandOf<'FireTimer'> = {
    type: 'FireTimer',
    runId,
    tenant: 'default',
    source: SOURCE,
    time,
    actor: 'system:timer',
    id: asCommandId(v7()),
    data: { timerId, dueAt },
  };
  return { topic: 'run-commands', message } as const;
}
