import { apiAt, type Api } from '../api/api.js';
import { interrupted } from '../api/pause.js';
import { unreachable } from '../cli-error.js';
import type { Session } from '../session.js';
import { startChildServer, type ChildServer } from './child-server.js';
import { runningServerOf } from './running-server.js';

export interface ConnectionOptions {
  readonly server?: string;
  readonly data: string;
}

/** A server to talk to; `own` says that it was started for this command and goes with it. */
export interface Connection {
  readonly api: Api;
  readonly own: boolean;
}

/** The server that the options, PARLEY_URL or the data directory name; an address that was given is not checked. */
async function runningUrl(session: Session, options: ConnectionOptions): Promise<string | undefined> {
  return options.server ?? session.env['PARLEY_URL'] ?? (await runningServerOf(options.data));
}

/** Talks to the server that runs. */
export async function connect(session: Session, options: ConnectionOptions): Promise<Api> {
  const url = await runningUrl(session, options);
  if (url !== undefined) return apiAt(url, session.signal);
  throw unreachable(
    `no Parley server runs on data directory ${options.data}; start one with \`parley dev --data ${options.data}\`, or give --server URL`,
  );
}

/** Works with the server that runs, or with one of its own that has `env` besides ours and ends with the work. */
export async function withServer<T>(
  session: Session,
  options: ConnectionOptions & { readonly env?: Readonly<Record<string, string>> },
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const url = await runningUrl(session, options);
  if (url !== undefined) return work({ api: apiAt(url, session.signal), own: false });
  const child = await ownServer(session, options.data, options.env ?? {});
  try {
    return await Promise.race([
      work({ api: apiAt(child.url, session.signal), own: true }),
      untimelyEnd(session, child),
    ]);
  } finally {
    await child.stop();
  }
}

const ownServer = (session: Session, data: string, env: Readonly<Record<string, string>>): Promise<ChildServer> =>
  startChildServer({
    program: session.server,
    env: { ...session.env, PARLEY_DATA: data, PARLEY_PORT: '0', ...env },
    ...(session.env['PARLEY_DEBUG'] === '1' ? { log: session.terminal.note } : {}),
  });

async function untimelyEnd(session: Session, child: ChildServer): Promise<never> {
  const code = await child.gone;
  if (session.signal.aborted) throw interrupted();
  throw unreachable(
    `the server of this command ended with code ${code ?? 'none'}; run with PARLEY_DEBUG=1 to see its log`,
  );
}
