import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeTraces } from '#otlp';
import { protobufOf } from '#otlp/testing';

/** A span with what stands around it in a request; ids in hexadecimal digits. */
export interface Sent {
  readonly resource: object;
  readonly scope: object;
  readonly span: SentSpan;
}
export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly KeyValue[];
  readonly events?: readonly { readonly name: string; readonly attributes?: readonly KeyValue[] }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}
export interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Request {
  readonly resourceSpans: readonly {
    readonly resource: object;
    readonly scopeSpans: readonly { readonly scope: object; readonly spans: readonly SentSpan[] }[];
  }[];
}

/** Every span that stands in a folder of traces, in the order in which it was sent. */
export function spansSentIn(directory: string): readonly Sent[] {
  const files = readdirSync(directory).filter((name) => name.startsWith('body-'));
  return files.flatMap((name) => spansOf(requestIn(path.join(directory, name))));
}

function requestIn(file: string): Request {
  const raw = readFileSync(file);
  const bytes = file.endsWith('.gz') ? gunzipSync(raw) : raw;
  const request = file.includes('.json') ? (JSON.parse(bytes.toString()) as unknown) : decodeTraces(bytes);
  const hex = (_: string, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value);
  return replaced(request, hex) as Request;
}

/** `JSON.stringify` would spell bytes out before the replacer sees them. */
function replaced(value: unknown, by: (key: string, value: unknown) => unknown, key = ''): unknown {
  const own = by(key, value);
  if (Array.isArray(own)) return own.map((item) => replaced(item, by));
  if (typeof own !== 'object' || own === null) return own;
  return Object.fromEntries(Object.entries(own).map(([name, inner]) => [name, replaced(inner, by, name)]));
}

const spansOf = ({ resourceSpans }: Request): readonly Sent[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => ({ resource, scope, span }))),
  );

const requestOf = (sent: readonly Sent[]): Request => ({
  resourceSpans: sent.map(({ resource, scope, span }) => ({ resource, scopeSpans: [{ scope, spans: [span] }] })),
});

export const WIRES = ['protobuf', 'json', 'json with base64 ids', 'json with numbers', 'lines of json'] as const;
export type Wire = (typeof WIRES)[number];

/** A file with these spans. */
export function fileOf(sent: readonly Sent[], wire: Wire, isZipped: boolean): Uint8Array {
  const bytes = written(requestOf(sent), wire);
  return isZipped ? gzipSync(bytes) : bytes;
}

function written(request: Request, wire: Wire): Uint8Array {
  switch (wire) {
    case 'protobuf':
      return protobufOf(request);
    case 'json':
      return Buffer.from(JSON.stringify(request));
    case 'json with base64 ids':
      return Buffer.from(JSON.stringify(replaced(request, base64Id)));
    case 'json with numbers':
      return Buffer.from(JSON.stringify(replaced(request, asNumber)));
    case 'lines of json':
      return Buffer.from(request.resourceSpans.map((group) => JSON.stringify({ resourceSpans: [group] })).join('\n'));
  }
}

const base64Id = (key: string, value: unknown): unknown =>
  IDS.has(key) && typeof value === 'string' ? Buffer.from(value, 'hex').toString('base64') : value;
const IDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);

/** As those write it who do not know that 64-bit numbers are text. */
const asNumber = (key: string, value: unknown): unknown =>
  NUMBERS.has(key) && typeof value === 'string' ? Number(value) : value;
const NUMBERS: ReadonlySet<string> = new Set(['startTimeUnixNano', 'endTimeUnixNano', 'intValue']);

/** Digits that follow from the seed and the text alone. */
export const digits = (seed: number, text: string, length: number): string =>
  createHash('sha256').update(`${seed} ${text}`).digest('hex').slice(0, length);
