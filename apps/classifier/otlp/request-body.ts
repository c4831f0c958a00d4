import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal } from './refusal.js';

const unzip = promisify(gunzip);

/**
 * The body of a request, unzipped; never more than `most` bytes of it are held.
 * @throws Refusal 400, 413 or 415
 */
export async function bodyOf(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return received(request, most);
  if (encoding === 'gzip') return unzipped(await received(request, most), most);
  throw new Refusal(415, `Content-Encoding is ${encoding}: send gzip, or leave it out`);
}

/** What is refused is still read to its end by the server, so that the client sees the answer. */
async function received(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > most) break;
      chunks.push(bytes);
    }
  } catch (error) {
    throw new Refusal(400, `the body ended before its end: ${String(error)}`);
  }
  if (size > most) throw tooLarge(most);
  return Buffer.concat(chunks);
}

async function unzipped(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await unzip(bytes, { maxOutputLength: most });
  } catch (error) {
    if (isOverflow(error)) throw tooLarge(most);
    throw new Refusal(400, `the body is not gzip as Content-Encoding says: ${String(error)}`);
  }
}

const isOverflow = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const tooLarge = (most: number): Refusal =>
  new Refusal(
    413,
    `the body is larger than ${most} bytes: send fewer spans at once, or raise PARLEY_TRACES_BODY_BYTES`,
  );
