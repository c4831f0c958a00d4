const USUAL_MS = 15_000;
/** A process ends itself in its time; what takes longer than this beyond it hangs. */
const BEYOND_MS = 5_000;

/** How long a server with this environment may take to end after SIGTERM, in milliseconds. */
export function stopPatience({ PARLEY_SHUTDOWN_MS: own }: Readonly<Record<string, string | undefined>>): number {
  const ownMs = own === undefined ? USUAL_MS : Number(own);
  return (Number.isFinite(ownMs) ? ownMs : USUAL_MS) + BEYOND_MS;
}
