/**
 * The end of stdin is the end of whoever started this process for its own duration, however that ended. What
 * `ownerGone` returns is told on stdout as one line of JSON, as long as somebody may be there to read it.
 */
export function endWithOwner(ownerGone: () => object | undefined): void {
  // The pipes of an owner that has gone take nothing any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.stdin.resume().once('end', () => {
    const said = ownerGone();
    if (said !== undefined) process.stdout.write(`${JSON.stringify(said)}\n`);
  });
}
