import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const ID_BYTES = 8;
/** Longer texts have memory of their own. */
const ROOM = 1_024;
/** UTF-8 bytes that a UTF-16 unit takes at most. */
const WIDEST = 3;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// One of each for all texts: buffers of their own cost four times as much as the hash.
const encoder = new TextEncoder();
const room = new Uint8Array(ROOM);
const fresh = sha256.create();
const hash = sha256.create();
const digest = new Uint8Array(hash.outputLen);

/** The first 8 bytes of the text's SHA-256, in hexadecimal digits. */
export function shortHash(text: string): string {
  fresh._cloneInto(hash).update(bytesOf(text)).digestInto(digest);
  let hex = '';
  for (const byte of digest.subarray(0, ID_BYTES)) hex += HEX[byte] ?? '';
  return hex;
}

function bytesOf(text: string): Uint8Array {
  if (text.length * WIDEST > ROOM) return utf8ToBytes(text);
  return room.subarray(0, encoder.encodeInto(text, room).written);
}
