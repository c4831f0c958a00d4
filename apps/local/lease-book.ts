import type { Socket } from 'node:net';

/** Who needs this process: its owner, for whom it was started, and the holders of leases. */
export interface LeaseBook {
  readonly take: (socket: Socket) => void;
  /** Lets the connection go at once while somebody still needs the process, else with the process itself. */
  readonly giveBack: (socket: Socket) => void;
  /** Returns whether others need the process. */
  readonly ownerGone: () => boolean;
}

/** @param free called once, as soon as nobody needs the process any more */
export function leaseBook(free: () => void): LeaseBook {
  const held = new Set<Socket>();
  let owned = true;
  const isNeeded = (): boolean => {
    if (owned || held.size > 0) return true;
    free();
    return false;
  };
  return {
    take: (socket) => held.add(socket),
    giveBack: (socket) => {
      if (held.delete(socket) && isNeeded()) socket.end();
    },
    ownerGone: () => {
      owned = false;
      return isNeeded();
    },
  };
}
