import type { Blobs, CallId, CallOutcome, EventData, RunId, ToolCall, ToolDefinition } from '#events';
import { textOf } from '#store';
import { currentTraceparent, inCall } from '#telemetry';
import { runCall, type LoadedDocument } from '#tools';
import { callable } from './agent-tools.js';
import type { Contents } from './contents.js';
import type { WorkerDependencies } from './dependencies.js';
import { knownToolCall } from './known-calls.js';

/** What the tool calls of one agent's turn are made with. */
export interface CallScope {
  readonly runId: RunId;
  readonly started: EventData<'RunStarted'>;
  /** Those that the agent has. */
  readonly tools: readonly ToolDefinition[];
  readonly contents: Contents;
  readonly signal: AbortSignal;
  /** Awaited right before a call is made, which is not made when it rejects. */
  readonly ready?: () => Promise<void>;
}

type Skills = Pick<WorkerDependencies, 'blobs' | 'now' | 'toolNamed'>;

/** Longer results are cut for the model; the whole goes to a blob. */
const RESULT_LIMIT = 12_000;

/** A call that is due. */
export interface DueCall {
  readonly call: ToolCall;
  readonly callId: CallId;
  readonly index: number;
}

/** `inDoubt`: the call was sent and its answer lost. */
export interface MadeCall {
  readonly outcome: CallOutcome;
  readonly inDoubt: boolean;
}

/** Makes one call and says what came of it; never rejects because of the tool. */
export async function makeCall(
  { blobs, now, toolNamed }: Skills,
  { runId, started, tools, contents, signal, ready }: CallScope,
  { call, callId, index }: DueCall,
): Promise<MadeCall> {
  const written = await textOf(call.arguments, runId, blobs);
  const definition = tools.find(({ name }) => name === call.name);
  await ready?.();
  const startedAt = now();
  const request = {
    name: call.name,
    arguments: written,
    available: tools.map(({ name }) => name),
    callId,
    runId,
    documents: () => loadDocuments(started, runId, blobs),
    signal,
    limit: RESULT_LIMIT,
    traceparent: currentTraceparent,
  };
  const made = await inCall(knownToolCall(started, runId, callId), () =>
    runCall(definition && callable(definition, toolNamed), request),
  );
  const whole = made.whole === undefined ? undefined : await contents.blob(made.whole);
  const outcome = {
    index,
    status: made.status,
    result: await contents.text(made.result),
    ...(whole === undefined ? {} : { whole }),
    startedAt,
    endedAt: now(),
    argumentBytes: Buffer.byteLength(written),
    resultBytes: made.bytes,
  };
  return { outcome, inDoubt: made.inDoubt === true };
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
