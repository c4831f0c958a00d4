/** How a process ended: with a code, or by a signal. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
}

/** By these a process is asked to end; one of ours does so in order, and then by the signal itself. */
const REQUESTS: ReadonlySet<NodeJS.Signals> = new Set(['SIGTERM', 'SIGINT', 'SIGHUP']);

export function endInWords({ exitCode, signalCode }: ProcessEnd): string {
  if (signalCode === null) return `ended with code ${exitCode ?? 'unknown'}`;
  return REQUESTS.has(signalCode) ? `ended on ${signalCode}` : `was killed (${signalCode})`;
}
