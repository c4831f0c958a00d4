import { GEN_AI_SUBJECTS, onAll, type AttributeDefinition } from './attribute-definition.js';

/** The release of `open-telemetry/semantic-conventions-genai` that every name below is taken from. */
export const GEN_AI_CONVENTIONS = 'v0.1.0';
export const SCHEMA_URL = 'https://opentelemetry.io/schemas/gen-ai/0.1.0';

const content = { model_call: 'opt_in' } as const;
const CAPTURED = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT allows it';

/** Names of the conventions that Parley's spans use, with the requirement level that each has there. */
export const SEMCONV = {
  'gen_ai.operation.name': {
    type: 'string',
    brief: 'What is done',
    on: onAll(GEN_AI_SUBJECTS, 'required'),
    values: ['invoke_workflow', 'invoke_agent', 'chat', 'execute_tool'],
  },
  'gen_ai.conversation.id': {
    type: 'string',
    brief: 'The run',
    on: onAll(GEN_AI_SUBJECTS, 'conditional'),
  },
  'gen_ai.agent.name': {
    type: 'string',
    brief: 'The agent; on the run the system',
    on: onAll(GEN_AI_SUBJECTS, 'conditional'),
  },
  'gen_ai.provider.name': { type: 'string', brief: 'Who serves the model', on: { model_call: 'required' } },
  'gen_ai.request.model': {
    type: 'string',
    brief: "The model that was asked; on an activation its agent's, where that has no fallbacks",
    on: { model_call: 'conditional', activation: 'recommended' },
  },
  'gen_ai.request.temperature': { type: 'double', brief: 'As it was sent', on: { model_call: 'recommended' } },
  'gen_ai.request.top_p': { type: 'double', brief: 'As it was sent', on: { model_call: 'recommended' } },
  'gen_ai.request.max_tokens': { type: 'int', brief: 'As it was sent', on: { model_call: 'recommended' } },
  'gen_ai.request.seed': {
    type: 'int',
    brief: 'As it was sent',
    on: { model_call: 'conditional' },
    when: 'the request has a seed',
  },
  'gen_ai.request.stream': {
    type: 'boolean',
    brief: 'The answer came in pieces',
    on: { model_call: 'conditional' },
    when: 'it did',
  },
  'gen_ai.response.model': { type: 'string', brief: 'The model that answered', on: { model_call: 'recommended' } },
  'gen_ai.response.id': { type: 'string', brief: "The vendor's id", on: { model_call: 'recommended' } },
  'gen_ai.response.finish_reasons': {
    type: 'string[]',
    brief: 'Why the model stopped',
    on: { model_call: 'recommended' },
  },
  'gen_ai.response.time_to_first_chunk': {
    type: 'double',
    brief: 'Seconds from the request to the first piece',
    on: { model_call: 'recommended' },
    when: 'the answer came in pieces',
  },
  'gen_ai.usage.input_tokens': {
    type: 'int',
    brief: 'Of this call alone, both cache parts included',
    on: { model_call: 'recommended' },
  },
  'gen_ai.usage.output_tokens': {
    type: 'int',
    brief: 'Of this call alone, reasoning included',
    on: { model_call: 'recommended' },
  },
  'gen_ai.usage.cache_read.input_tokens': {
    type: 'int',
    brief: "Read from the provider's cache",
    on: { model_call: 'recommended' },
  },
  'gen_ai.usage.cache_write.input_tokens': {
    type: 'int',
    brief: "Written to the provider's cache",
    on: { model_call: 'recommended' },
  },
  'gen_ai.usage.reasoning.output_tokens': {
    type: 'int',
    brief: 'Spent on reasoning',
    on: { model_call: 'recommended' },
  },
  'gen_ai.tool.name': { type: 'string', brief: 'The tool', on: { tool_call: 'required' } },
  'gen_ai.tool.type': {
    type: 'string',
    brief: 'Who executes it',
    on: { tool_call: 'recommended' },
    values: ['function'],
  },
  'gen_ai.tool.call.id': {
    type: 'string',
    brief: "The vendor's id of the call, or else ours",
    on: { tool_call: 'recommended' },
  },
  'gen_ai.system_instructions': { type: 'string', brief: 'JSON', on: content, when: CAPTURED },
  'gen_ai.input.messages': { type: 'string', brief: 'JSON: the whole prompt', on: content, when: CAPTURED },
  'gen_ai.output.messages': { type: 'string', brief: 'JSON: the answer', on: content, when: CAPTURED },
  'gen_ai.tool.definitions': { type: 'string', brief: 'JSON: tools by name', on: content, when: CAPTURED },
  'gen_ai.tool.call.arguments': {
    type: 'string',
    brief: 'JSON, as the model wrote it',
    on: { tool_call: 'opt_in' },
    when: CAPTURED,
  },
  'gen_ai.tool.call.result': {
    type: 'string',
    brief: 'What the model was shown',
    on: { tool_call: 'opt_in' },
    when: CAPTURED,
  },
  'gen_ai.evaluation.name': { type: 'string', brief: 'What is judged', on: { diagnosis: 'required' } },
  'gen_ai.evaluation.score.value': {
    type: 'double',
    brief: 'Confidence, from 0 to 1',
    on: { diagnosis: 'recommended' },
  },
  'gen_ai.evaluation.score.label': {
    type: 'string',
    brief: 'The failure mode, or `none`',
    on: { diagnosis: 'recommended' },
  },
  'error.type': {
    type: 'string',
    brief: 'Code of the failure; of a tool call its status',
    on: { ...onAll(GEN_AI_SUBJECTS, 'conditional'), approval: 'conditional' },
    when: 'the status is ERROR',
  },
  'server.address': { type: 'string', brief: 'Host of the model', on: { model_call: 'recommended' } },
  'server.port': {
    type: 'int',
    brief: 'Its port',
    on: { model_call: 'conditional' },
    when: '`server.address` is set',
  },
} as const satisfies Record<string, AttributeDefinition>;
