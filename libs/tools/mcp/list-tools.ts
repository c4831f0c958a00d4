import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { z } from 'zod';

/** More would fit no model's context, nor a run's record. */
const MOST_TOOLS = 1_000;

/** Entries are taken as they come: the SDK's schema would refuse a whole list because of one. */
const PageSchema = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

/** All pages of a server's list of tools, up to a bound. */
export async function listTools(
  client: Client,
  options: { readonly timeout: number; readonly signal?: AbortSignal },
): Promise<readonly unknown[]> {
  const listed: unknown[] = [];
  let params: { readonly cursor?: string } = {};
  for (;;) {
    const { tools, nextCursor } = await client.request({ method: 'tools/list', params }, PageSchema, options);
    listed.push(...tools);
    if (nextCursor === undefined || listed.length >= MOST_TOOLS) return listed.slice(0, MOST_TOOLS);
    params = { cursor: nextCursor };
  }
}
