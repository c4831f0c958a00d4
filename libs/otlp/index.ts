export { openReceivedTraces } from './received/open-received-traces.js';
export {
  ReceivedTracesError,
  type Found,
  type ReceivedTrace,
  type ReceivedTraces,
  type ReceivingLimits,
  type TraceFindings,
} from './received/port.js';
export { receivedRuns } from './received/received-runs.js';
export { decodeLogs, decodeTraces } from './wire/decode.js';
export { MalformedRequest, type EncodingName } from './wire/encoding.js';
export { exportAnswer, refusalAnswer } from './wire/answers.js';
export { splitBody, type SplitRequest } from './wire/split-request.js';
