import { setTimeout } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { CallToolResultSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { listTools } from './list-tools.js';
import { SessionEnd } from './session-end.js';
import type { ToolServerSpec } from './tool-server-spec.js';
import type { ServerTransport } from './transport-of.js';

/** One call as the protocol has it. `key` is the same when the call is made again. */
interface RemoteCall {
  readonly remoteName: string;
  readonly arguments: unknown;
  readonly key: string;
  /** W3C trace context, where the protocol has it. */
  readonly traceparent?: string | undefined;
  readonly signal: AbortSignal;
}

/** An initialised connection to a server. */
export interface Session {
  /** When and why it is over; the reason is free of secrets. */
  readonly end: Pick<SessionEnd, 'reached' | 'isReached'>;
  /** The server's list of tools as it is now, unread. */
  list(signal?: AbortSignal): Promise<readonly unknown[]>;
  /** @throws whatever the SDK rejects with */
  call(call: RemoteCall): Promise<CallToolResult>;
  close(reason: string): Promise<void>;
}

/** The caller's signal is what ends a call: the SDK's own limit is out of the way. */
const NO_LIMIT_MS = 2 ** 31 - 1;
const PING_MS = 5_000;
/** A process that does not end by itself has been killed by then. */
const GONE_MS = 5_000;
/** Servers tell of several changes in a row. */
const DEBOUNCE_MS = 50;
const IDENTITY = { name: 'parley', version: '1' };
/** Where a server finds what an HTTP tool sends as `Idempotency-Key`. */
const KEY = 'parley/idempotency-key';

export interface SessionOptions {
  readonly signal: AbortSignal;
  /** Told when the server says that its tools are others now. */
  readonly onListChanged: () => void;
  readonly redact: (text: string) => string;
}

/**
 * Connects to a server, within its start timeout.
 * @throws Error with the reason, free of secrets, once nothing of the attempt is left
 */
export async function openSession(
  spec: ToolServerSpec,
  { transport, lastWords, leave }: ServerTransport,
  options: SessionOptions,
): Promise<Session> {
  const tools = { autoRefresh: false, debounceMs: DEBOUNCE_MS, onChanged: options.onListChanged };
  const client = new Client(IDENTITY, { listChanged: { tools } });
  const explain = (reason: string) => options.redact([reason, lastWords()].filter((part) => part !== '').join(': '));
  const end = new SessionEnd(client, explain, () => {
    if ('url' in spec) void checkAlive(client, end);
  });
  const timeout = spec.startTimeoutMs;
  // The reason alone: an error of the SDK may hold what was sent.
  await client.connect(transport, { timeout, signal: options.signal }).catch(async (error: unknown) => {
    const reason = await end.failed(error);
    // The client ends what it has started, and does not wait for that.
    await Promise.race([end.reached, setTimeout(GONE_MS, undefined, { ref: false })]);
    throw new Error(reason);
  });
  return {
    end,
    list: (signal) => listTools(client, { timeout, ...(signal && { signal }) }),
    call: (call) => callTool(client, call),
    async close(reason) {
      await leave();
      await end.bring(reason);
    },
  };
}

/** Over HTTP nothing tells a server that is gone from a stream that was lost, but that it does not answer. */
async function checkAlive(client: Client, end: SessionEnd): Promise<void> {
  if (client.getServerCapabilities() === undefined) return;
  try {
    await client.ping({ timeout: PING_MS });
  } catch {
    if (!end.isReached) await end.bring('it does not answer any more');
  }
}

function callTool(client: Client, call: RemoteCall): Promise<CallToolResult> {
  const { remoteName, arguments: given, key, traceparent, signal } = call;
  const params = {
    name: remoteName,
    arguments: { ...Object(given) } as Record<string, unknown>,
    _meta: { [KEY]: key, ...(traceparent !== undefined && { traceparent }) },
  };
  return client.request({ method: 'tools/call', params }, CallToolResultSchema, { signal, timeout: NO_LIMIT_MS });
}
