import type { Leases } from './leases.js';

/**
 * The end of stdin is the end of the owner, however that ended. The process then ends, or says in one line of JSON that
 * it stays for others: `{"staying": true}`.
 */
export function endWithOwner(leases: Leases): void {
  // The pipes of an owner that has gone take nothing any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.stdin.resume().once('end', () => {
    if (leases.ownerGone()) process.stdout.write(`${JSON.stringify({ staying: true })}\n`);
  });
}
