import { readOtlp, type Telemetry, type TraceBody } from '#trajectory';
import { decodeTraces } from '../wire/decode.js';

/** What has been kept, as it is read. */
export const telemetryIn = (bodies: readonly TraceBody[]): readonly Telemetry[] =>
  bodies.map(({ encoding, body }) =>
    readOtlp(encoding === 'json' ? JSON.parse(new TextDecoder().decode(body)) : decodeTraces(body)),
  );
