import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCall, type CallResult, type Tool } from '#tools';
import { invocationWith } from './invocation.js';

const require = createRequire(import.meta.url);
/** The protocol's own servers, as scripts for Node. */
export const EVERYTHING = join(
  dirname(require.resolve('@modelcontextprotocol/server-everything/package.json')),
  'dist/index.js',
);
export const FILESYSTEM = join(
  dirname(require.resolve('@modelcontextprotocol/server-filesystem/package.json')),
  'dist/index.js',
);
/** One of ours that misbehaves on request. */
export const MISBEHAVING = join(import.meta.dirname, 'mcp-server.ts');

/** Calls a tool as a worker does. */
export function callWith(
  tool: Tool | undefined,
  given: object = {},
  { signal = new AbortController().signal, limit = 100_000 }: { signal?: AbortSignal; limit?: number } = {},
): Promise<CallResult> {
  const name = tool?.definition.name ?? 'missing';
  return runCall(tool, { ...invocationWith([], signal), name, arguments: JSON.stringify(given), available: [], limit });
}
