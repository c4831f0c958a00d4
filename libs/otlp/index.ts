export { openReceivedTraces } from './received/open-received-traces.js';
export { receivedRuns } from './received/received-runs.js';
export { ReceivedTracesError } from './received/received-traces-error.js';
export { readWithin, type ReadTraces } from './received/read-within.js';
export { telemetryIn } from './received/telemetry-in.js';
export { decodeLogs, decodeTraces } from './wire/decode.js';
export { exportAnswer, refusalAnswer } from './wire/answers.js';
export { splitBody, type SplitRequest } from './wire/split-request.js';
export { UnusableRequest } from './wire/unusable-request.js';
