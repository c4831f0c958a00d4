import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem.js';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Middleware that refuses bodies of another type than JSON; there may be none. */
export function jsonOnly(
  { headers }: IncomingMessage,
  _response: ServerResponse,
  next: (error?: unknown) => void,
): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody || JSON_TYPE.test(headers['content-type'] ?? '')) {
    next();
    return;
  }
  const message = 'must be application/json: bodies are JSON';
  next(new Problem('unsupported-media-type', 'the body cannot be read', [{ field: 'Content-Type', message }]));
}
