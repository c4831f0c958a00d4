import type { CallId, RunId } from '#events';
import { randomUUID } from 'node:crypto';

interface OfRun {
  readonly claims: Set<string>;
  readonly made: Set<CallId>;
}

/** What this process has claimed and done, by run, until the run ends: a claim that is not here is a stranger's. */
export class OwnCalls {
  private readonly runs = new Map<RunId, OfRun>();

  claim(runId: RunId, workerId: string): string {
    const claim = `${workerId}:${randomUUID()}`;
    this.ofRun(runId).claims.add(claim);
    return claim;
  }

  isMine(runId: RunId, claim: string): boolean {
    return this.runs.get(runId)?.claims.has(claim) === true;
  }

  /** True the first time only: a call that was made may have its result on its way. */
  begin(runId: RunId, callId: CallId): boolean {
    const { made } = this.ofRun(runId);
    if (made.has(callId)) return false;
    made.add(callId);
    return true;
  }

  /** A person has said that it did not happen: it may be made again, under a new claim. */
  forget(runId: RunId, callId: CallId): void {
    this.runs.get(runId)?.made.delete(callId);
  }

  ended(runId: RunId): void {
    this.runs.delete(runId);
  }

  private ofRun(runId: RunId): OfRun {
    const known = this.runs.get(runId);
    if (known !== undefined) return known;
    const run = { claims: new Set<string>(), made: new Set<CallId>() };
    this.runs.set(runId, run);
    return run;
  }
}
