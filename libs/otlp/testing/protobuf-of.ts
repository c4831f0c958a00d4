import { TRACES } from '../wire/otlp-messages.js';

const IDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);

/** A request in JSON, its ids in hexadecimal digits, as protobuf. */
export function protobufOf(request: object): Uint8Array {
  const withBytes = JSON.parse(JSON.stringify(request), (key, value: unknown) =>
    IDS.has(key) && typeof value === 'string' ? Buffer.from(value, 'hex') : value,
  ) as object;
  return TRACES.encode(TRACES.fromObject(withBytes)).finish();
}
