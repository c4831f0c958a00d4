import pLimit from 'p-limit';
import { EVENT_SCHEMAS, wireTypeOf, type EventType, type RunEvent } from '#events';
import type { Witness } from './witness.js';

const NAMES = new Map((Object.keys(EVENT_SCHEMAS) as EventType[]).map((type) => [wireTypeOf(type), type]));
const PAUSE_MS = 25;
const GIVE_UP_MS = 60_000;
/** Requests under way: a soak asks for thousands of runs at once. */
const AT_ONCE = 64;

interface Summary {
  readonly runId: string;
  readonly status: string;
  readonly graded?: unknown;
}
interface Approval {
  readonly runId: string;
  readonly approvalId: string;
  readonly kind: string;
  readonly callId: string;
}

/** A client of a host that may be gone at any moment: it repeats what it got no answer to. */
export class Client {
  private readonly limit = pLimit(AT_ONCE);

  constructor(
    private readonly urlOf: () => string,
    private readonly pauseMs = PAUSE_MS,
  ) {}

  /** The run of this key, started once however often this is called. */
  async start(key: string, body: unknown): Promise<string> {
    const { runId } = await this.ask<{ runId: string }>('POST', '/v1/runs', { body, key });
    return runId;
  }

  /** Waits until all runs have ended (and are graded, where that is due), deciding what is in doubt by what happened. */
  async settled(runIds: readonly string[], witness: Witness): Promise<void> {
    const until = Date.now() + GIVE_UP_MS;
    for (;;) {
      await this.resolveDoubts(runIds, witness);
      const runs = await Promise.all(runIds.map((runId) => this.ask<Summary>('GET', `/v1/runs/${runId}`)));
      const open = runs.filter((run) => !isSettled(run));
      if (open.length === 0) return;
      if (Date.now() > until) throw new Error(`stuck: ${JSON.stringify(open)}`);
      await this.pause();
    }
  }

  async eventsOf(runId: string): Promise<readonly RunEvent[]> {
    interface Page {
      events: { type: string; sequence: number; data: unknown }[];
      next: number;
    }
    const events: RunEvent[] = [];
    for (let from = 1; ;) {
      const page = await this.ask<Page>('GET', `/v1/runs/${runId}/events?from=${from}`);
      if (page.events.length === 0) return events;
      for (const { type, ...rest } of page.events)
        events.push({ ...rest, type: NAMES.get(type) } as unknown as RunEvent);
      from = page.next;
    }
  }

  private async resolveDoubts(runIds: readonly string[], witness: Witness): Promise<void> {
    const { approvals } = await this.ask<{ approvals: Approval[] }>('GET', '/v1/approvals?status=open');
    for (const { runId, approvalId, callId } of approvals.filter((approval) => runIds.includes(approval.runId))) {
      const result = await witness({ runId, callId }, await this.eventsOf(runId));
      const decided = result === undefined ? { decision: 'not_happened' } : { decision: 'happened', result };
      await this.ask('POST', '/v1/approvals', { body: { runId, approvalId, ...decided } }).catch(passIfEnded);
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.pauseMs));
  }

  /** Repeated until there is an answer; refusals are thrown. */
  async ask<T>(method: string, path: string, sent: { body?: unknown; key?: string } = {}): Promise<T> {
    const until = Date.now() + GIVE_UP_MS;
    for (;;) {
      const answer = await this.limit(() => this.tryAsk<T>(method, path, sent));
      if (answer !== undefined) return answer;
      if (Date.now() > until) throw new Error(`${method} ${path}: no answer`);
      await this.pause();
    }
  }

  /** Undefined where asking again may help. */
  private async tryAsk<T>(
    method: string,
    path: string,
    { body, key }: { body?: unknown; key?: string },
  ): Promise<T | undefined> {
    try {
      const response = await fetch(this.urlOf() + path, {
        method,
        headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok) return (await response.json()) as T;
      if (response.status >= 500) return undefined;
      throw new Refused(response.status, `${method} ${path}: ${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
      return undefined;
    }
  }
}

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const CONFLICT = 409;

/** A decision that is sent again, since no answer to it came, finds that its run has ended with it. */
function passIfEnded(error: unknown): void {
  if (!(error instanceof Refused) || error.status !== CONFLICT) throw error;
}

const isSettled = ({ status, graded }: Summary): boolean =>
  status === 'failed' || status === 'cancelled' || (status === 'completed' && graded !== undefined);
