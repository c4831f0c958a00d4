// A tool server on standard input and output with a tool for each effect: node effects-server.ts <directory> [<nth call>].
// Each start of a host waits for this one: it loads no more than it needs. In that call it ends after it has acted and before it answers, the first time that the directory sees this.
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { takeEffect } from '../../libs/tools/testing/effects.js';
import { callOfKey } from './call-of-key.js';

const [directory = '', fatal = ''] = process.argv.slice(2);
let left = Number(fatal);

const server = new McpServer({ name: 'effects', version: '1' });
for (const effect of ['read', 'idempotent', 'once'] as const) {
  server.registerTool(`test_${effect}`, { inputSchema: { note: z.string() } }, ({ note }, { _meta }) => {
    const text = takeEffect(directory, effect, { ...callOfKey(_meta?.['parley/idempotency-key']), note });
    left -= 1;
    if (left === 0 && isFirst()) process.exit(1);
    return { content: [{ type: 'text', text }] };
  });
}
await server.connect(new StdioServerTransport());

function isFirst(): boolean {
  try {
    closeSync(openSync(path.join(directory, 'server-ended'), 'wx'));
    return true;
  } catch {
    return false;
  }
}
