import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LeaseAddress } from './leases.js';

const fileIn = (data: string): string => path.join(data, 'server.json');

/** Where a server listens, and where to say that it is needed. */
export interface Announcement {
  readonly url: string;
  readonly lease: LeaseAddress;
}

/** Says where the server of a data directory is, while it runs: `<data>/server.json`. */
export function announce(data: string, { url, lease }: Announcement): void {
  writeFileSync(fileIn(data), `${JSON.stringify({ url, pid: process.pid, lease })}\n`);
}

export function withdraw(data: string): void {
  rmSync(fileIn(data), { force: true });
}
