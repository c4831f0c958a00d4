import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem.js';

/** Middleware that refuses bodies whose arrays and objects are nested deeper than `most`. */
export const jsonDepthLimit =
  (most: number) =>
  (
    request: IncomingMessage & { readonly body?: unknown },
    _response: ServerResponse,
    next: (error?: unknown) => void,
  ) => {
    if (!isDeeper(request.body, most)) {
      next();
      return;
    }
    const message = `is nested deeper than ${most} levels: flatten it, or pass inner JSON as text`;
    next(new Problem('invalid-request', 'the body is nested too deeply', [{ field: 'body', message }]));
  };

/** Level by level, so that no nesting can exhaust the stack. */
export function isDeeper(value: unknown, most: number): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === most) return true;
    level = level.flatMap((nested): unknown[] => Object.values(nested)).filter(isNested);
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
