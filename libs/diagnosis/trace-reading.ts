import path from 'node:path';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { keptOfRun, keptWithin, type FoundIn, type KeptTraces } from '#otlp';
import type { ReceivedTraces, Trajectory } from '#trajectory';
import type { RunsAsked } from './reading-thread.js';

/** Reads the traces of others beside the thread that serves. */
export interface TraceReading {
  /**
   * What the spans of a trace show, with those of the other traces of its run; nothing where no agent, model or tool worked,
   * or where the trace is too much to be read.
   * @param stopping the answer is not waited for any more
   */
  runsOf(traceId: string, stopping?: AbortSignal): Promise<readonly Trajectory[]>;
  /** What a trace shows by itself; undefined where it is too much to be read. */
  foundIn(traceId: string, stopping?: AbortSignal): Promise<FoundIn | undefined>;
  close(): Promise<void>;
}

const IDLE_MS = 60_000;
/** Beside this module, built or from the sources. */
const THREAD = path.join(import.meta.dirname, `reading-thread${path.extname(import.meta.filename)}`);

/** One at a time, which is what memory is for; `execArgv`: of the thread, if not our own options of Node. */
export function traceReading(
  traces: Pick<ReceivedTraces, 'trace' | 'companions' | 'bodies'>,
  execArgv?: readonly string[],
): TraceReading {
  const threads = new Piscina<RunsAsked | KeptTraces>({
    filename: THREAD,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  const one = pLimit(1);
  const inThread = async (name: string, task: RunsAsked | KeptTraces, stopping?: AbortSignal): Promise<unknown> => {
    try {
      return await threads.run(task, { name, ...(stopping && { signal: stopping }) });
    } catch (error) {
      stopping?.throwIfAborted();
      throw error;
    }
  };
  return {
    runsOf: (traceId, stopping) =>
      one(async () => {
        stopping?.throwIfAborted();
        const asked: RunsAsked = { kept: await keptOfRun(traces, traceId), traceId };
        return (await inThread('runsOf', asked, stopping)) as readonly Trajectory[];
      }),
    foundIn: (traceId, stopping) =>
      one(async () => {
        stopping?.throwIfAborted();
        const kept = await keptWithin(traces, [traceId]);
        return (await inThread('foundOf', kept, stopping)) as FoundIn | undefined;
      }),
    close: () => threads.destroy(),
  };
}
