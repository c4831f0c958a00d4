import { textOf, type Attributes } from '../otlp/attribute-value.js';
import type { Span } from '../otlp/span.js';
import type { Reading, Role } from './reading.js';

const MODEL_CALL = /^ai\.(?:generate|stream)\w+\.do(?:Generate|Stream)$/;
const FUNCTION = /^ai\.(?:generate|stream)\w+$/;

/** The operation of a span of the Vercel AI SDK, such as `ai.generateText.doGenerate`; undefined on spans of others. */
export function aiSdkOperation({ attributes }: Span): string | undefined {
  const operation = textOf(attributes, 'ai.operationId') ?? textOf(attributes, 'operation.name')?.split(' ')[0];
  return operation?.startsWith('ai.') === true ? operation : undefined;
}

/** The Vercel AI SDK's own spans: a call of `generateText` is one stretch of an agent's work. */
export function readAiSdk({ attributes }: Span, operation: string): Reading {
  const role = roleOf(operation);
  const agent = agentOf(attributes);
  const tool = textOf(attributes, 'ai.toolCall.name');
  return {
    family: 'ai_sdk',
    role,
    ...(agent !== undefined && { agent }),
    ...(role === 'tool' && tool !== undefined && { tool }),
  };
}

function roleOf(operation: string): Role {
  if (MODEL_CALL.test(operation)) return 'model';
  if (operation === 'ai.toolCall') return 'tool';
  return FUNCTION.test(operation) ? 'agent' : 'step';
}

/** Only where the caller set it: metadata that speak of an agent, or else the function's name. A tool call carries its caller's. */
const agentOf = (attributes: Attributes): string | undefined =>
  textOf(
    attributes,
    'ai.telemetry.metadata.agent',
    'ai.telemetry.metadata.agentName',
    'ai.telemetry.metadata.agent_name',
    'ai.telemetry.functionId',
  );
