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

  /** What was done under a claim may have its result on its way, and is not done again. */
  isUnused(runId: RunId, claim: string): boolean {
    return this.runs.get(runId)?.get(claim) === false;
  }

  use(runId: RunId, claim: string): void {
    const claims = this.runs.get(runId);
    if (claims?.has(claim) === true) claims.set(claim, true);
  }

  ended(runId: RunId): void {
    this.runs.delete(runId);
  }
}
