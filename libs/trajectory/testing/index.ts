export {
  answerOf,
  eventScript,
  outcomeOf,
  reportOf,
  TICK_MS,
  type EventScript,
  type TurnOptions,
} from './event-script.js';
export type { StartOptions } from './run-started.js';
export { inspected, inspectedRuns, talk } from './inspected.js';
export {
  DIALECTS,
  spanScript,
  type CallOptions,
  type Dialect,
  type SpanOptions,
  type SpanScript,
} from './span-script.js';
export { partsOf } from './parts-of.js';
export { traceOfValues } from './trace-of-values.js';
export { receivedTracesContract, type ReceivedTracesHarness } from './received-traces.contract.js';
