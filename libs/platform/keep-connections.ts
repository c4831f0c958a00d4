import type { Server } from 'node:http';

/** Longer than clients and load balancers commonly keep a connection that is idle. */
const KEPT_MS = 65_000;

/**
 * A client is told to leave an idle connection after the server's `keepAliveTimeout`; the server itself keeps it much longer,
 * so that no request comes in on a connection that is just being closed, however late either side is. A server that is told
 * to close waits for requests, not for connections that have become idle since.
 */
export function keepConnections(server: Server): void {
  server.keepAliveTimeoutBuffer = KEPT_MS - server.keepAliveTimeout;
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (!server.listening)
        setImmediate(() => {
          server.closeIdleConnections();
        });
    });
  });
}
