import { gunzipSync } from 'node:zlib';
import {
  isJaeger,
  isOtlp,
  readJaeger,
  readOtlp,
  transcriptTrajectory,
  type Telemetry,
  type Trajectory,
  type TranscriptMapping,
} from '#trajectory';
import { badInput, reasonOf } from '../cli-error.js';
import { decodeLogs, decodeTraces } from '#otlp';

/** What one file holds. */
export interface Payload {
  readonly telemetry: readonly Telemetry[];
  readonly transcripts: readonly Trajectory[];
}

/** Of what a compressed file unfolds to. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/**
 * The spans or transcripts in a file: OTLP in protobuf or JSON, one request or one a line; Jaeger's download; a transcript
 * as one document or one a line. Gzipped or not. Undefined where it holds none of these.
 */
export function readPayload(file: string, raw: Uint8Array, mapping?: TranscriptMapping): Payload | undefined {
  const bytes = isGzip(raw) ? unzipped(file, raw) : raw;
  return (
    (mayBeText(bytes) ? readText(file, new TextDecoder().decode(bytes), mapping) : undefined) ?? readProtobuf(bytes)
  );
}

function readText(file: string, text: string, mapping: TranscriptMapping | undefined): Payload | undefined {
  const documents = documentsIn(text);
  const telemetry = documents.flatMap(telemetryIn).filter(holdsSomething);
  if (telemetry.length > 0) return { telemetry, transcripts: [] };
  const transcripts = documents.flatMap((document, nth) => {
    const name = documents.length === 1 ? file : `${file}:${nth + 1}`;
    return transcriptTrajectory(document, name, mapping) ?? [];
  });
  return transcripts.length === 0 ? undefined : { telemetry, transcripts };
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unzipped(file: string, raw: Uint8Array): Uint8Array {
  try {
    return gunzipSync(raw, { maxOutputLength: LARGEST_BYTES });
  } catch (error) {
    throw badInput(`${file} cannot be unzipped: ${reasonOf(error)}; it must be whole and at most 512 MB when unzipped`);
  }
}

const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [BRACE, BRACKET, BYTE_ORDER_MARK] = [0x7b, 0x5b, 0xef];
const BLANK = new Set([TAB, LINE_FEED, CARRIAGE_RETURN, SPACE]);

/** JSON begins with a bracket, but so may protobuf: its first tag is a line feed, and then comes a length. */
function mayBeText(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => !BLANK.has(byte));
  return first === BRACE || first === BRACKET || first === BYTE_ORDER_MARK;
}

function documentsIn(text: string): readonly unknown[] {
  const whole = parsed(text);
  if (whole !== undefined) return [whole];
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : (parsed(line) ?? [])));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const holdsSomething = ({ spans, logs, unusable }: Telemetry): boolean => spans.length + logs.length + unusable > 0;

function telemetryIn(document: unknown): readonly Telemetry[] {
  if (isOtlp(document)) return [readOtlp(document)];
  return isJaeger(document) ? [readJaeger(document)] : [];
}

/** Traces and logs look alike on the wire: what gives usable ids is right. */
function readProtobuf(bytes: Uint8Array): Payload | undefined {
  for (const decode of [decodeTraces, decodeLogs]) {
    const telemetry = decoded(bytes, decode);
    if (telemetry !== undefined) return { telemetry: [telemetry], transcripts: [] };
  }
  return undefined;
}

function decoded(bytes: Uint8Array, decode: (bytes: Uint8Array) => unknown): Telemetry | undefined {
  try {
    const telemetry = readOtlp(decode(bytes));
    return telemetry.spans.length + telemetry.logs.length > 0 ? telemetry : undefined;
  } catch {
    return undefined;
  }
}
