import type { TraceBody } from '#trajectory';
import { jsonValuesIn } from './check-json.js';
import { protobufValuesIn } from './check-protobuf.js';

/** How many values a body has that was taken in: what it costs to read. */
export const valuesIn = ({ encoding, body }: TraceBody): number =>
  encoding === 'json' ? jsonValuesIn(body) : protobufValuesIn(body);
