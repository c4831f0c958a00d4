import type { Blobs, CallId, CallOutcome, EventData, ResolvedAgent, RunId, ToolCall } from '#events';
import { textOf } from '#store';
import { runCall, type LoadedDocument } from '#tools';
import type { Contents } from './contents.js';
import type { WorkerDependencies } from './dependencies.js';

/** What the tool calls of one agent's turn are made with. */
export interface CallScope {
  readonly runId: RunId;
  readonly started: EventData<'RunStarted'>;
  readonly agent: ResolvedAgent;
  readonly contents: Contents;
  readonly signal: AbortSignal;
}

type Skills = Pick<WorkerDependencies, 'blobs' | 'now' | 'toolNamed'>;

/** Longer results are cut for the model; the whole goes to a blob. */
const RESULT_LIMIT = 12_000;

/** Makes one call and says what came of it; never rejects because of the tool. */
export async function makeCall(
  { blobs, now, toolNamed }: Skills,
  { runId, started, agent, contents, signal }: CallScope,
  { call, callId, index }: { readonly call: ToolCall; readonly callId: CallId; readonly index: number },
): Promise<CallOutcome> {
  const written = await textOf(call.arguments, runId, blobs);
  const startedAt = now();
  const outcome = await runCall(agent.tools.includes(call.name) ? toolNamed(call.name) : undefined, {
    name: call.name,
    arguments: written,
    available: agent.tools,
    callId,
    runId,
    documents: () => loadDocuments(started, runId, blobs),
    signal,
    limit: RESULT_LIMIT,
  });
  const whole = outcome.whole === undefined ? undefined : await contents.blob(outcome.whole);
  return {
    index,
    status: outcome.status,
    result: await contents.text(outcome.result),
    ...(whole === undefined ? {} : { whole }),
    startedAt,
    endedAt: now(),
    argumentBytes: Buffer.byteLength(written),
    resultBytes: outcome.bytes,
  };
}

function loadDocuments(
  { brief }: EventData<'RunStarted'>,
  runId: RunId,
  blobs: Blobs,
): Promise<readonly LoadedDocument[]> {
  return Promise.all(
    brief.documents.map(async ({ id, title, content }) => ({ id, title, text: await textOf(content, runId, blobs) })),
  );
}
