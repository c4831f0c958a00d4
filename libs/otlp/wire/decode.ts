import { LOGS, TRACES } from './otlp-messages.js';

/** 64-bit numbers as text, ids as bytes: both are what the reader of OTLP takes. */
const AS_JSON = { longs: String } as const;

/** An OTLP request in protobuf as the JSON reader takes it; throws on bytes that are no message. */
export const decodeTraces = (bytes: Uint8Array): unknown => TRACES.toObject(TRACES.decode(bytes), AS_JSON);
export const decodeLogs = (bytes: Uint8Array): unknown => LOGS.toObject(LOGS.decode(bytes), AS_JSON);
