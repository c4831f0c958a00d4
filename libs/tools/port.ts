import type { CallId, ToolDefinition } from '#events';

export interface LoadedDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What a tool call is made with; `arguments` fits the definition's schema. */
export interface ToolInvocation {
  readonly arguments: unknown;
  readonly callId: CallId;
  readonly runId: string;
  /** The task's documents, loaded. */
  documents(): Promise<readonly LoadedDocument[]>;
  readonly signal: AbortSignal;
  /** W3C trace context of the call, for whoever is called beyond this process. */
  traceparent?(): string | undefined;
}

/** `error` is an answer that the model is shown, not a failure of ours. */
export interface ToolResult {
  readonly status: 'ok' | 'error';
  readonly text: string;
  /** The call was sent and its answer lost: whether it had its effect is not known. */
  readonly inDoubt?: true;
}

export interface Tool {
  readonly definition: ToolDefinition;
  run(invocation: ToolInvocation): Promise<ToolResult>;
}
