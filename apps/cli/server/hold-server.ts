import { pause } from '../api/pause.js';
import type { Session } from '../session.js';
import { startChildServer, type ChildOptions, type ChildServer } from './child-server.js';
import { leaseOn, type HeldServer } from './lease.js';
import { DirectoryOwned } from './start-error.js';
import { refuseUnusable } from './usable-directory.js';

/** How long a directory is waited for whose server is ending, or being started by somebody else. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

/**
 * The server of a data directory: the one that runs, or else one of our own. Nothing is decided between looking and
 * starting: who starts second finds the directory owned and looks again.
 */
export async function holdServer(
  directory: string,
  options: Omit<ChildOptions, 'program'>,
  session: Session,
): Promise<HeldServer | ChildServer> {
  await refuseUnusable(directory);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const running = await leaseOn(directory);
    if (running !== undefined) return running;
    try {
      return await startChildServer({ ...options, program: session.server });
    } catch (error) {
      if (!(error instanceof DirectoryOwned) || Date.now() > until) throw error;
    }
    await pause(PAUSE_MS, session.signal);
  }
}

/** Started by this command. */
export const isOwn = (server: HeldServer): server is ChildServer => 'stop' in server;
