import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import type { ToolResult } from '../port.js';
import { neverSent } from '../never-sent.js';
import { isUnreadable, replyProblem } from './reply-problem.js';
import type { Session } from './session.js';

/** What a model is told of a call that came to no result, and whether the tool may have acted. */
export async function callFailure(name: string, error: unknown, { end }: Session): Promise<ToolResult> {
  if (end.isReached)
    return lost(name, `its server's connection ended while the call was running (${await end.reached})`);
  if (error instanceof StreamableHTTPError) return refusedByHttp(name, error);
  if (error instanceof McpError) return failed(`${name} failed: ${error.message.replace(/^(MCP error -?\d+: )+/, '')}`);
  if (isUnreadable(error)) return failed(`${name} was called, but ${replyProblem(error)}`);
  const code = neverSent(error);
  if (code !== undefined) return failed(`${name} was not called: its server cannot be reached (${code})`);
  return lost(name, `its server's answer was lost (${replyProblem(error)})`);
}

/** The server's front refuses with 4xx before any tool is called; what stands behind a 5xx is anybody's guess. */
function refusedByHttp(name: string, { code, message }: StreamableHTTPError): ToolResult {
  if (code === undefined || code < 400 || code >= 500) return lost(name, message);
  return failed(`${name} was not called: its server refused the request (${message}); it may work if tried again`);
}

const failed = (text: string): ToolResult => ({ status: 'error', text });

const lost = (name: string, reason: string): ToolResult => ({
  status: 'error',
  text: `${name} gave no result: ${reason}. Whether it was done is not known`,
  inDoubt: true,
});
