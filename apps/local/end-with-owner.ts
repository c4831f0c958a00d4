import type { Leases } from './leases.js';

/** An end in order that takes longer is cut off: whatever is lost then is what a crash may lose. */
const END_MS = 15_000;

/**
 * The end of stdin is the end of the owner, however that ended. The process then ends, or says in one line of JSON that
 * it stays for others: `{"staying": true}`.
 */
export function endWithOwner(leases: Leases): void {
  // The pipes of an owner that has gone take nothing any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(), END_MS).unref();
  });
  process.stdin.resume().once('end', () => {
    if (leases.ownerGone()) process.stdout.write(`${JSON.stringify({ staying: true })}\n`);
  });
}
