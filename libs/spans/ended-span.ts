import { type GEN_AI_SUBJECTS, type SpanSubject } from './attribute-definition.js';
import { known, type AttributePart } from './attributes.js';
import type { OpenTrace } from './open-trace.js';
import { UNSET, type SpanData, type SpanLink } from './span-data.js';

/** What is particular to a span; `name` is that of its subject alone. */
export interface SpanDraft {
  readonly subject: SpanSubject;
  readonly spanId: string;
  /** The run's span where it is absent. */
  readonly parent?: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: readonly AttributePart[];
  readonly links?: readonly SpanLink[];
  readonly error?: SpanError | undefined;
}

export interface SpanError {
  readonly type: string;
  readonly message?: string;
}

type GenAiSubject = (typeof GEN_AI_SUBJECTS)[number];
const OPERATIONS = {
  run: 'invoke_workflow',
  activation: 'invoke_agent',
  model_call: 'chat',
  tool_call: 'execute_tool',
} as const satisfies Record<GenAiSubject, string>;

const isGenAi = (subject: SpanSubject): subject is GenAiSubject => Object.hasOwn(OPERATIONS, subject);

/** The span with what all spans of its kind have in common. */
export function endedSpan(trace: OpenTrace, draft: SpanDraft): SpanData {
  const { subject, spanId, parent = trace.spanId, error } = draft;
  const { traceId } = trace.started.data;
  const head = { traceId, spanId, ...(subject !== 'run' && { parentSpanId: parent }) };
  return {
    ...head,
    name: isGenAi(subject) ? `${OPERATIONS[subject]} ${draft.name}` : draft.name,
    kind: subject === 'model_call' ? 'client' : 'internal',
    startMs: draft.startMs,
    endMs: Math.max(draft.startMs, draft.endMs),
    attributes: known([commonAttributes(trace, draft), ...draft.attributes]),
    links: draft.links ?? [],
    status: error === undefined ? UNSET : { code: 'error', ...(error.message && { message: error.message }) },
  };
}

function commonAttributes({ started: { runId } }: OpenTrace, { subject, error }: SpanDraft): AttributePart {
  const genAi = isGenAi(subject);
  return {
    'gen_ai.operation.name': genAi ? OPERATIONS[subject] : undefined,
    'gen_ai.conversation.id': genAi ? runId : undefined,
    'error.type': error?.type,
    'parley.span': subject,
    'parley.run.id': runId,
  };
}
