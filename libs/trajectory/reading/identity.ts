import { isObject, jsonOf, textOf, type Attributes } from '../otlp/attribute-value.js';

const SESSIONS = [
  'gen_ai.conversation.id',
  'session.id',
  'gen_ai.session.id',
  'gcp.vertex.agent.session_id',
  'langfuse.session.id',
  'thread_id',
  'traceloop.association.properties.session_id',
  'traceloop.association.properties.thread_id',
  'traceloop.association.properties.conversation_id',
  'ai.telemetry.metadata.sessionId',
  'ai.telemetry.metadata.threadId',
  'ai.telemetry.metadata.conversationId',
  'langsmith.metadata.thread_id',
  'langsmith.metadata.session_id',
  'mastra.metadata.threadId',
  'mastra.metadata.sessionId',
  'parley.run.id',
] as const;

const METADATA = ['thread_id', 'session_id', 'conversation_id'] as const;

/** Ids of the conversation, session or thread that the span belongs to. */
export function sessionsOf(attributes: Attributes): readonly string[] {
  const found = SESSIONS.flatMap((key) => textOf(attributes, key) ?? []);
  const metadata = jsonOf(attributes, 'metadata');
  if (!isObject(metadata)) return found;
  return [...found, ...METADATA.map((key) => metadata[key]).filter((id): id is string => typeof id === 'string')];
}

export const responseIdOf = (attributes: Attributes): string | undefined =>
  textOf(attributes, 'gen_ai.response.id', 'ai.response.id');

export const modelOf = (attributes: Attributes): string | undefined =>
  textOf(
    attributes,
    'gen_ai.response.model',
    'gen_ai.request.model',
    'llm.model_name',
    'ai.response.model',
    'ai.model.id',
    'model_name',
  );

export const providerOf = (attributes: Attributes): string | undefined =>
  textOf(attributes, 'gen_ai.provider.name', 'gen_ai.system', 'llm.provider', 'llm.system', 'ai.model.provider');
