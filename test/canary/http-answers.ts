import { setTimeout as sleep } from 'node:timers/promises';
import type { Material } from './search.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface RunSummary {
  readonly runId: string;
  readonly status: string;
  readonly graded?: unknown;
}
interface Approval {
  readonly runId: string;
  readonly approvalId: string;
}

const PAUSE_MS = 100;
const GIVE_UP_MS = 60_000;

/** A client of the API that keeps every answer. */
export class HttpAnswers {
  readonly material: Material[] = [];

  constructor(private readonly url: string) {}

  async ask(
    method: string,
    at: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const response = await fetch(this.url + at, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = JSON.stringify([response.status, [...response.headers], text]);
    this.material.push({ where: `HTTP ${method} ${at}`, bytes: Buffer.from(answer) });
    return response.headers.get('content-type')?.includes('json') === true ? (JSON.parse(text) as unknown) : text;
  }

  async start(key: string, body: object): Promise<string> {
    const { runId } = (await this.ask('POST', '/v1/runs', body, { 'idempotency-key': key })) as { runId: string };
    return runId;
  }

  /** Resolves when so many runs have ended and are graded, where that is due; approves whatever is asked. */
  async ended(count: number): Promise<void> {
    const until = Date.now() + GIVE_UP_MS;
    for (;;) {
      const { approvals } = (await this.ask('GET', '/v1/approvals?status=open')) as { approvals: readonly Approval[] };
      for (const { runId, approvalId } of approvals)
        await this.ask('POST', '/v1/approvals', { runId, approvalId, decision: 'approve' });
      const { runs } = (await this.ask('GET', '/v1/runs?limit=200')) as { runs: readonly RunSummary[] };
      const open = runs.filter((run) => !hasEnded(run));
      if (runs.length === count && open.length === 0) return;
      if (Date.now() > until) throw new Error(`stuck: ${JSON.stringify(open)}`);
      await sleep(PAUSE_MS);
    }
  }

  /** Everything that there is to be read, of these runs and in general. */
  async readAll(runIds: readonly string[]): Promise<void> {
    const { paths } = (await this.ask('GET', '/openapi.json')) as Document;
    const { approvals } = (await this.ask('GET', '/v1/approvals')) as { readonly approvals: readonly Approval[] };
    const readable = Object.entries(paths).flatMap(([at, methods]) => ('get' in methods ? [at] : []));
    const addresses = readable.flatMap((at) =>
      at.includes('{approvalId}')
        ? approvals.map(({ runId, approvalId }) => at.replace('{runId}', runId).replace('{approvalId}', approvalId))
        : at.includes('{runId}')
          ? runIds.map((runId) => at.replace('{runId}', runId))
          : [at],
    );
    for (const at of [...addresses, '/docs', '/metrics', '/nowhere']) await this.ask('GET', at);
    for (const runId of runIds) {
      await this.ask('GET', `/v1/runs/${runId}/events`, undefined, { accept: 'text/event-stream' });
      await this.ask('GET', `/v1/runs/${runId}/texts?event=1`);
    }
  }
}

const hasEnded = ({ status, graded }: RunSummary): boolean =>
  status === 'completed' ? graded !== undefined : status === 'failed' || status === 'cancelled';
