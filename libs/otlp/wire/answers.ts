import type { OtlpEncoding } from '#trajectory';
import { EXPORT_RESPONSE, RPC_STATUS } from './otlp-messages.js';

/** What an accepted request is answered: which of its spans were not kept, and why. */
export interface PartialSuccess {
  readonly rejected: number;
  readonly reason: string;
}

/** An `ExportTraceServiceResponse`. */
export function exportAnswer(encoding: OtlpEncoding, partial?: PartialSuccess): Uint8Array {
  if (encoding === 'json') return jsonBytes(partial === undefined ? {} : { partialSuccess: partialJson(partial) });
  const message = partial && { partialSuccess: { rejected: partial.rejected, errorMessage: partial.reason } };
  return EXPORT_RESPONSE.encode(message ?? {}).finish();
}

/** A `google.rpc.Status`: what a refused request is answered. */
export const refusalAnswer = (encoding: OtlpEncoding, message: string): Uint8Array =>
  encoding === 'json' ? jsonBytes({ message }) : RPC_STATUS.encode({ message }).finish();

/** 64-bit numbers are text in the JSON of protobuf. */
const partialJson = ({ rejected, reason }: PartialSuccess) => ({
  rejectedSpans: String(rejected),
  errorMessage: reason,
});

const jsonBytes = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));
