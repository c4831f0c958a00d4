import type { Blobs, CallId, CallOutcome, EventData, RunId, ToolCall } from '#events';
import { runCall, type LoadedDocument, type Tool } from '#tools';
import { type Contents, textOf } from './contents.js';

/** What tool calls of one run are made with. */
export interface CallScope {
  readonly runId: RunId;
  readonly started: EventData<'RunStarted'>;
  readonly blobs: Blobs;
  readonly contents: Contents;
  readonly now: () => number;
  /** The tools that the calling agent has. */
  readonly toolNamed: (name: string) => Tool | undefined;
  readonly available: readonly string[];
  readonly signal: AbortSignal;
}

/** Longer results are cut for the model; the whole goes to a blob. */
const RESULT_LIMIT = 12_000;

/** Makes one call and says what came of it; never rejects because of the tool. */
export async function makeCall(scope: CallScope, call: ToolCall, callId: CallId, index: number): Promise<CallOutcome> {
  const written = await textOf(call.arguments, scope.runId, scope.blobs);
  const startedAt = scope.now();
  const outcome = await runCall(scope.toolNamed(call.name), {
    name: call.name,
    arguments: written,
    available: scope.available,
    callId,
    runId: scope.runId,
    documents: () => loadDocuments(scope),
    signal: scope.signal,
    limit: RESULT_LIMIT,
  });
  const whole = outcome.whole === undefined ? undefined : await scope.contents.blob(outcome.whole);
  return {
    index,
    status: outcome.status,
    result: await scope.contents.text(outcome.result),
    ...(whole === undefined ? {} : { whole }),
    startedAt,
    endedAt: scope.now(),
    argumentBytes: Buffer.byteLength(written),
    resultBytes: outcome.bytes,
  };
}

function loadDocuments({ started, runId, blobs }: CallScope): Promise<LoadedDocument[]> {
  return Promise.all(
    started.brief.documents.map(async ({ id, title, content }) => ({
      id,
      title,
      text: await textOf(content, runId, blobs),
    })),
  );
}
