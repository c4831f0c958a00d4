import type { Tool, ToolInvocation, ToolResult } from '../port.js';
import { idempotencyKey } from '../idempotency-key.js';
import type { Secrets } from '../secrets/secrets.js';
import { withRedaction } from '../secrets/with-redaction.js';
import type { SourceState, ToolSource } from '../source.js';
import { callFailure } from './call-failure.js';
import { NOTHING_LISTED, readListing, type Listing } from './listing.js';
import { prefixOf } from './local-name.js';
import { replyProblem } from './reply-problem.js';
import { resultOf } from './result-text.js';
import { ServerLink } from './server-link.js';
import { openSession, type Session } from './session.js';
import { transportsOf, type ServerTransport } from './transport-of.js';
import type { ToolServerSpec } from './tool-server-spec.js';

/** Told, once for each time, of what keeps a source from being used. */
export type ReportProblem = (source: string, problem: string) => void;

/**
 * The tools of a server. Resolves when the server has listed them, or could not for the first time: then it is tried
 * again until it is closed.
 * @throws SecretError for a secret that cannot be had
 */
export async function openToolServer(
  spec: ToolServerSpec,
  { secrets, report }: { readonly secrets: Secrets; readonly report: ReportProblem },
): Promise<ToolSource> {
  const server = new ToolServer(spec, secrets, report);
  await server.tried;
  return server;
}

class ToolServer implements ToolSource {
  private listing: Listing = NOTHING_LISTED;
  private offered: readonly Tool[] = [];
  private downBecause = 'it has not answered yet';
  private readonly link: ServerLink;
  private readonly transport: () => ServerTransport;

  constructor(
    private readonly spec: ToolServerSpec,
    private readonly secrets: Secrets,
    private readonly report: ReportProblem,
  ) {
    this.transport = transportsOf(spec, secrets);
    this.link = new ServerLink(
      (signal) => this.open(signal),
      (reason, pauseMs) => {
        this.downBecause = secrets.redact(reason);
        report(spec.name, `${this.downBecause}; tried again in ${pauseMs} ms`);
      },
    );
  }

  get tried(): Promise<void> {
    return this.link.tried;
  }

  tools(): readonly Tool[] {
    return this.offered;
  }

  toolNamed(name: string): Tool | undefined {
    const known = this.offered.find(({ definition }) => definition.name === name);
    if (known !== undefined || !name.startsWith(prefixOf(this.spec.name))) return known;
    return this.listing === NOTHING_LISTED ? this.unlisted(name) : undefined;
  }

  state(): SourceState {
    const ready = this.link.current !== undefined;
    const problems = ready ? this.listing.problems : [this.downBecause, ...this.listing.problems];
    return { name: this.spec.name, ready, problems };
  }

  async close(): Promise<void> {
    await this.link.close();
  }

  private async open(signal: AbortSignal): Promise<Session> {
    const onListChanged = () => {
      void this.relist(session);
    };
    const redact = (text: string) => this.secrets.redact(text);
    const session = await openSession(this.spec, this.transport(), { signal, onListChanged, redact });
    await session.list(signal).then(
      (listed) => {
        this.take(listed);
      },
      async (error: unknown) => {
        const reason = session.end.isReached ? await session.end.reached : replyProblem(error);
        await session.close('its tools could not be listed');
        throw new Error(`its tools could not be listed: ${reason}`);
      },
    );
    return session;
  }

  private async relist(session: Session): Promise<void> {
    try {
      this.take(await session.list());
    } catch (error) {
      if (!session.end.isReached)
        this.report(this.spec.name, this.secrets.redact(`its tools are as before: ${replyProblem(error)}`));
    }
  }

  private take(listed: readonly unknown[]): void {
    this.listing = readListing(this.spec, redacted(listed, this.secrets));
    this.offered = [...this.listing.tools.values()].map(({ definition }) => this.tool(definition));
    for (const problem of this.listing.problems) this.report(this.spec.name, problem);
  }

  private tool(definition: Tool['definition']): Tool {
    return withRedaction({ definition, run: (invocation) => this.call(definition.name, invocation) }, this.secrets);
  }

  /** A run may have been started by a process that the server has answered: here it has not, which only a call can tell. */
  private unlisted(name: string): Tool {
    const { timeoutMs } = this.spec;
    return this.tool({ name, description: '', parameters: {}, effect: 'once', approval: 'never', timeoutMs });
  }

  private async call(name: string, invocation: ToolInvocation): Promise<ToolResult> {
    const { arguments: given, signal } = invocation;
    const session = await this.link.waited(signal);
    if (session === undefined)
      return notCalled(name, `its server is not running (${this.downBecause}); try again later`);
    const remote = this.listing.tools.get(name);
    if (remote === undefined) return notCalled(name, 'its server does not offer it any more');
    const { remoteName } = remote;
    try {
      const key = idempotencyKey(invocation);
      const traceparent = invocation.traceparent?.();
      const result = await session.call({ remoteName, arguments: given, key, traceparent, signal });
      return resultOf(result, this.spec.maxResultBytes);
    } catch (error) {
      signal.throwIfAborted();
      return callFailure(name, error, session);
    }
  }
}

const notCalled = (name: string, reason: string): ToolResult => ({
  status: 'error',
  text: `${name} was not called: ${reason}`,
});

/** What a server lists is recorded with every run that uses it. */
const redacted = (listed: readonly unknown[], secrets: Secrets): readonly unknown[] =>
  JSON.parse(JSON.stringify(listed), (_key, value: unknown) =>
    typeof value === 'string' ? secrets.redact(value) : value,
  ) as unknown[];
