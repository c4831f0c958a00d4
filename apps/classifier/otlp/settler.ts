import type { ReceivedTraces } from '#otlp';
import { tiesOf } from '#trajectory';
import { findingsIn } from './findings.js';

export interface SettlerOptions {
  readonly traces: ReceivedTraces;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  /** A trace has been read. */
  readonly onSettled: (traceId: string) => void;
}

/** Reads traces once they are complete. */
export interface Settler {
  /** Something has been received, or the process begins: sees what is due, now and later. */
  readonly wake: () => void;
  /** Resolves when what is being done is done; nothing is begun any more. */
  readonly close: () => Promise<void>;
}

/** The longest that a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;
const RETRY_MS = 5_000;

/**
 * What is due stands in the store alone: memory does not grow with the traces that are open, and a process that starts
 * goes on where the last one ended.
 */
export function settler({ traces, now, onError, onSettled }: SettlerOptions): Settler {
  let timer: NodeJS.Timeout | undefined;
  let pass: Promise<void> | undefined;
  let [isWoken, isClosed] = [false, false];

  /** Until the next trace is due: undefined where none is open. */
  async function settleDue(): Promise<number | undefined> {
    isWoken = false;
    for (let due = await traces.due(); due !== undefined && !isClosed; due = await traces.due()) {
      if (due.at > now()) return due.at - now();
      await settle(traces, due.traceId, onError);
      onSettled(due.traceId);
      await new Promise(setImmediate);
    }
    return undefined;
  }
  async function run(): Promise<void> {
    let waitMs: number | undefined;
    do {
      waitMs = await settleDue().catch((error: unknown) => {
        onError(error);
        return RETRY_MS;
      });
    } while (isWoken && !isClosed);
    pass = undefined;
    if (waitMs !== undefined && !isClosed) timer = setTimeout(wake, Math.min(waitMs, LONGEST_MS));
  }
  function wake(): void {
    isWoken = true;
    clearTimeout(timer);
    if (!isClosed) pass ??= run();
  }
  return {
    wake,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await pass;
    },
  };
}

async function settle(traces: ReceivedTraces, traceId: string, onError: SettlerOptions['onError']): Promise<void> {
  const trace = await traces.trace(traceId);
  if (trace === undefined) return;
  const telemetry = await traces.telemetry([traceId]);
  const findings = findingsIn(telemetry, onError);
  await traces.settle(traceId, { spans: trace.spans, findings, ties: tiesOf(telemetry) });
}
