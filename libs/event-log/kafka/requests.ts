import { Buffer } from 'node:buffer';
import type { WireOutput } from './driver.js';

/** Below the largest batch that the topics accept, whatever a codec makes of it. */
const MAX_REQUEST_BYTES = 900_000;
/** What is smaller is not worth compressing. */
const COMPRESSED_FROM_BYTES = 2_048;

export interface ProduceRequest {
  readonly outputs: readonly WireOutput[];
  readonly compressed: boolean;
}

/** Each once. */
export const topicsOf = (outputs: readonly WireOutput[]): readonly string[] => [
  ...new Set(outputs.map(({ topic }) => topic)),
];

/** Records in as few requests as their sizes allow, in order. */
export function requestsOf(outputs: readonly WireOutput[]): readonly ProduceRequest[] {
  const requests: { readonly outputs: WireOutput[]; bytes: number }[] = [];
  for (const output of outputs) {
    const size = sizeOf(output);
    let last = requests.at(-1);
    if (last === undefined || last.bytes + size > MAX_REQUEST_BYTES) requests.push((last = { outputs: [], bytes: 0 }));
    last.outputs.push(output);
    last.bytes += size;
  }
  return requests.map((request) => ({
    outputs: request.outputs,
    compressed: request.bytes >= COMPRESSED_FROM_BYTES,
  }));
}

function sizeOf({ key, headers, value }: WireOutput): number {
  let size = key.length + Buffer.byteLength(value);
  for (const name in headers) size += name.length + (headers[name]?.length ?? 0) + 4;
  return size;
}
