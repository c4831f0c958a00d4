export { readableSpans } from '../traces/readable-span.js';
export {
  openOtlpReceiver,
  type OtlpReceiver,
  type OtlpSpan,
  type ReceivedRequest,
  type Reply,
} from './otlp-receiver.js';
