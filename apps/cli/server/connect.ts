import { apiAt, type Api } from '../api/api.js';
import { interrupted } from '../api/pause.js';
import { badInput, unreachable } from '../cli-error.js';
import { isInstallation } from '../installation/existing-installation.js';
import { keepsElsewhere } from '../options/data-option.js';
import { namedServer } from '../options/named-server.js';
import type { Session } from '../session.js';
import type { ChildServer } from './child-server.js';
import { holdServer, isOwn } from './hold-server.js';
import { leaseOn, type HeldServer } from './lease.js';
import { endInWords } from './process-end.js';

export interface ConnectionOptions {
  readonly server?: string;
  readonly data: string;
}

/** Works with the server that is named or that runs on the data directory. */
export async function withRunningServer<T>(
  session: Session,
  options: ConnectionOptions,
  work: (api: Api) => Promise<T>,
): Promise<T> {
  return withServerIfAny(session, options, (api) => {
    if (api !== undefined) return work(api);
    const start = keepsElsewhere(session) ? 'parley dev' : `parley dev --data ${options.data}`;
    throw unreachable(
      `no Parley server runs on data directory ${options.data}; start one with \`${start}\`, or give --server URL`,
    );
  });
}

/** The same for work that only reads: where none runs, one is started that goes on with no run. */
export async function withReadingServer<T>(
  session: Session,
  options: ConnectionOptions,
  work: (api: Api) => Promise<T>,
): Promise<T> {
  return isInstallation(options.data)
    ? withServer(session, { ...options, env: { PARLEY_READ_ONLY: '1' } }, work)
    : withRunningServer(session, options, work);
}

/** The same for work that can do without. */
export async function withServerIfAny<T>(
  session: Session,
  options: ConnectionOptions,
  work: (api: Api | undefined) => Promise<T>,
): Promise<T> {
  const named = namedServer(options, session);
  if (named !== undefined) return work(apiAt(named, session.signal));
  const server = await leaseOn(options.data);
  return server === undefined ? work(undefined) : holding(server, session, work);
}

export interface OwnServerOptions extends ConnectionOptions {
  /** What a server of our own has besides our environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** An option that only a server of our own can keep to. */
  readonly ownFor?: string | undefined;
}

/** Works with that server, or else with one of our own. */
export async function withServer<T>(
  session: Session,
  options: OwnServerOptions,
  work: (api: Api) => Promise<T>,
): Promise<T> {
  const named = namedServer(options, session);
  if (named !== undefined) {
    refuseForeign(options, `${named} runs already`);
    return work(apiAt(named, session.signal));
  }
  const { terminal, env } = session;
  const own = { ...env, PARLEY_DATA: options.data, PARLEY_PORT: '0', ...options.env };
  const log = env['PARLEY_DEBUG'] === '1' ? { log: terminal.note } : {};
  const server = await holdServer(options.data, { env: own, ...log }, session);
  return holding(server, session, (api) => {
    if (!isOwn(server)) refuseForeign(options, `one runs on data directory ${options.data} already`);
    return work(api);
  });
}

function refuseForeign({ ownFor }: OwnServerOptions, which: string): void {
  if (ownFor === undefined) return;
  throw badInput(
    `${ownFor} needs a server that this command starts, but ${which}: leave it out, or take another --data`,
  );
}

async function holding<T>(server: HeldServer, session: Session, work: (api: Api) => Promise<T>): Promise<T> {
  try {
    const done = work(apiAt(server.url, session.signal));
    return await (isOwn(server) ? Promise.race([done, untimelyEnd(session, server)]) : done);
  } finally {
    await server.release(session.signal);
  }
}

async function untimelyEnd(session: Session, child: ChildServer): Promise<never> {
  const end = await child.gone;
  if (session.signal.aborted) throw interrupted();
  throw unreachable(`the server of this command ${endInWords(end)}; run with PARLEY_DEBUG=1 to see its log`);
}
