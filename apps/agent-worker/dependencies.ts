import type { RunDeltas } from '#event-log';
import type { Blobs, ModelSpec, RunEvent, RunHistory } from '#events';
import type { Provider } from '#llm';
import type { Tool } from '#tools';

export interface WorkerDependencies {
  /** Names this process in events; new for each start. */
  readonly workerId: string;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly providerNamed: (model: ModelSpec) => Provider | undefined;
  readonly toolNamed: (name: string) => Tool | undefined;
  /** Where the words of a turn go while its model speaks. */
  readonly deltas: Pick<RunDeltas, 'publish'>;
  readonly now: () => number;
  /** Model and tool calls in flight at most. */
  readonly concurrency: number;
  /** Runs of a partition whose recent events are kept in memory. */
  readonly cachedRuns: number;
  /** Between two attempts to keep an answer in a store that is away; 1,000 where it is absent. */
  readonly storeRetryMs?: number;
  readonly onError: (error: unknown, event: RunEvent) => void;
  /** Told where the work is, so that a test can end the process there. */
  readonly reached?: (point: WorkerPoint) => void;
}

/** `model-answered`: before the answer is sent; `call-started` and `call-made`: around a tool call of a two-phase turn. */
type WorkerPoint = 'worker:model-answered' | 'worker:call-started' | 'worker:call-made';
