import type { ReceivedTraces, TraceBody } from '#trajectory';

interface KeptTrace {
  readonly traceId: string;
  readonly bodies: readonly TraceBody[];
}

export interface KeptTraces {
  readonly kept: readonly KeptTrace[];
  /** Those for which there was no room. */
  readonly left: readonly string[];
}

/** What a process can hold of traces that it reads at once. */
const MOST_BYTES = 268_435_456;

/** What is kept of traces, as far as there is room for all of each, the first of them first. */
export async function keptWithin(
  traces: Pick<ReceivedTraces, 'trace' | 'bodies'>,
  traceIds: readonly string[],
): Promise<KeptTraces> {
  let bytes = MOST_BYTES;
  const kept: KeptTrace[] = [];
  const left: string[] = [];
  for (const traceId of traceIds) {
    const size = (await traces.trace(traceId))?.bytes ?? 0;
    if (size > bytes) left.push(traceId);
    else {
      kept.push({ traceId, bodies: await traces.bodies([traceId]) });
      bytes -= size;
    }
  }
  return { kept, left };
}

/** The same of a trace and the others that may be of its run. */
export async function keptOfRun(
  traces: Pick<ReceivedTraces, 'trace' | 'companions' | 'bodies'>,
  traceId: string,
): Promise<KeptTraces> {
  const others = (await traces.companions(traceId)).filter((other) => other !== traceId);
  return keptWithin(traces, [traceId, ...others]);
}
