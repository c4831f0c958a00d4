import { setTimeout } from 'node:timers/promises';
import { StdioClientTransport, type StdioServerParameters } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { headerValues } from '../secrets/header-values.js';
import type { Secrets } from '../secrets/secrets.js';
import { boundedFetch } from './bounded-fetch.js';
import { LastLines } from './last-lines.js';
import type { HttpServerSpec, StdioServerSpec, ToolServerSpec } from './tool-server-spec.js';

/** A way to a server, not yet connected. */
export interface ServerTransport {
  readonly transport: Transport;
  /** What the server said last beside the protocol; it may hold secrets. */
  readonly lastWords: () => string;
  /** Tells the server, where that is usual, that nobody will come back to this session. Never rejects, nor waits long. */
  readonly leave: () => Promise<void>;
}

const LEAVE_MS = 1_000;

/**
 * How a server is reached, each time anew. A message that is too large ends the connection.
 * @throws SecretError
 */
export const transportsOf = (spec: ToolServerSpec, secrets: Secrets): (() => ServerTransport) =>
  'url' in spec ? httpTransports(spec, secrets) : stdioTransports(spec, secrets);

/** Room for escapes, and for content that is given twice. */
const messageLimit = ({ maxResultBytes }: ToolServerSpec): number => 2 * maxResultBytes + 65_536;

function stdioTransports(spec: StdioServerSpec, secrets: Secrets): () => ServerTransport {
  const parameters: StdioServerParameters = {
    command: spec.command,
    args: spec.args.map((argument) => secrets.reveal(argument)),
    env: Object.fromEntries(Object.entries(spec.env).map(([name, text]) => [name, secrets.reveal(text)])),
    ...(spec.cwd !== undefined && { cwd: spec.cwd }),
    stderr: 'pipe',
    maxBufferSize: messageLimit(spec),
  };
  return () => {
    const transport = new StdioClientTransport(parameters);
    const lines = new LastLines();
    transport.stderr?.on('data', (chunk: Buffer) => {
      lines.add(chunk.toString());
    });
    return { transport, lastWords: () => lines.text, leave: () => Promise.resolve() };
  };
}

function httpTransports(spec: HttpServerSpec, secrets: Secrets): () => ServerTransport {
  const headers = headerValues(spec.headers, secrets);
  return () => {
    const transport = new StreamableHTTPClientTransport(new URL(spec.url), {
      requestInit: { headers },
      fetch: boundedFetch(messageLimit(spec), (error) => {
        transport.onerror?.(error);
        void transport.close();
      }),
    });
    return { transport, lastWords: () => '', leave: () => leaveSession(transport) };
  };
}

async function leaveSession(transport: StreamableHTTPClientTransport): Promise<void> {
  const left = transport.terminateSession().catch(() => undefined);
  await Promise.race([left, setTimeout(LEAVE_MS, undefined, { ref: false })]);
}
