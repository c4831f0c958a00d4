export {
  openOtlpReceiver,
  type OtlpReceiver,
  type OtlpSpan,
  type ReceivedRequest,
  type Reply,
} from './otlp-receiver.js';
