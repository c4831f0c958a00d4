import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const fileIn = (data: string): string => path.join(data, 'server.json');

/** Says where the server of a data directory listens, while it runs: `<data>/server.json` {url, pid}. */
export function announce(data: string, url: string): void {
  writeFileSync(fileIn(data), `${JSON.stringify({ url, pid: process.pid })}\n`);
}

export function withdraw(data: string): void {
  rmSync(fileIn(data), { force: true });
}
