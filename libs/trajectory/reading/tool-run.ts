import { textOf, type Attributes, type AttributeValue } from '../otlp/attribute-value.js';
import type { Span, SpanEvent } from '../otlp/span.js';
import { isControlFlow } from './control-flow.js';
import { saysFailed } from './says-failed.js';

const ARGUMENTS = [
  'gen_ai.tool.call.arguments',
  'ai.toolCall.args',
  'tool_arguments',
  'gcp.vertex.agent.tool_call_args',
  'tool.arguments',
  'input.value',
  'traceloop.entity.input',
  'mastra.tool_call.input',
  'gen_ai.tool.input',
] as const;

const RESULTS = [
  'gen_ai.tool.call.result',
  'ai.toolCall.result',
  'tool_response',
  'gcp.vertex.agent.tool_response',
  'output.value',
  'traceloop.entity.output',
  'mastra.tool_call.output',
  'gen_ai.tool.output',
] as const;

const STATUSES = ['gen_ai.tool.status', 'tool.status', 'gen_ai.task.status'] as const;

/** A year back they stood in an event, as if the tool were a model that is told what to do and answers. */
export const toolArgumentsOf = ({ attributes, events }: Span): string | undefined =>
  asText(attributes, ARGUMENTS) ?? inEvent(events, 'gen_ai.tool.message', 'content');

export const toolResultOf = ({ attributes, events }: Span): string | undefined =>
  asText(attributes, RESULTS) ?? inEvent(events, 'gen_ai.choice', 'message');

const inEvent = (events: readonly SpanEvent[], name: string, key: string): string | undefined =>
  events.flatMap((event) => (event.name === name ? (asText(event.attributes, [key]) ?? []) : []))[0];

export const toolCallIdOf = (attributes: Attributes): string | undefined =>
  textOf(attributes, 'gen_ai.tool.call.id', 'ai.toolCall.id', 'tool_call.id', 'tool_call_id');

function asText(attributes: Attributes, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value: AttributeValue | undefined = attributes.get(key);
    if (value !== undefined && value !== null) return typeof value === 'string' ? value : JSON.stringify(value);
  }
  return undefined;
}

/** The tool failed: its span says so, or a status does, or the result it gave back. */
export function hasToolFailed(span: Span): boolean {
  const status = textOf(span.attributes, ...STATUSES)?.toLowerCase();
  const isError = span.error !== undefined || textOf(span.attributes, 'error.type') !== undefined;
  if (isError || status === 'error' || status === 'failure') return !isControlFlow(span);
  return saysFailed(toolResultOf(span));
}
