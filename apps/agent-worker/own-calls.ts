import type { RunId } from '#events';
import { randomUUID } from 'node:crypto';

/** The claims on `once` calls that this process has made, by run, until the run ends: any other claim is a stranger's. */
export class OwnCalls {
  /** Whether each claim has been acted under. */
  private readonly runs = new Map<RunId, Map<string, boolean>>();

  claim(runId: RunId, workerId: string): string {
    const claim = `${workerId}:${randomUUID()}`;
    const claims = this.runs.get(runId) ?? new Map<string, boolean>();
    this.runs.set(runId, claims.set(claim, false));
    return claim;
  }

  isMine(runId: RunId, claim: string): boolean {
    return this.runs.get(runId)?.has(claim) === true;
  }

  /** True once for each claim: what was done under it may have its result on its way, and is not done again. */
  use(runId: RunId, claim: string): boolean {
    const claims = this.runs.get(runId);
    if (claims?.get(claim) !== false) return false;
    claims.set(claim, true);
    return true;
  }

  ended(runId: RunId): void {
    this.runs.delete(runId);
  }
}
