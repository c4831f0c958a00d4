import { isObject, type AttributeObject, type AttributeValue } from '../otlp/attribute-value.js';
import { saysFailed } from './says-failed.js';

/** A call that a model asked for. */
export interface AskedCall {
  readonly id?: string;
  readonly name: string;
  /** As JSON. */
  readonly arguments?: string;
}

/** What came back for a call. */
export interface CallAnswer {
  readonly id?: string;
  readonly name?: string;
  readonly text: string;
  readonly failed: boolean;
}

/** What a message says, whatever its dialect. */
export interface Speech {
  readonly text: string;
  readonly calls: readonly AskedCall[];
  readonly answers: readonly CallAnswer[];
}

export const SILENCE: Speech = { text: '', calls: [], answers: [] };

const DEPTH = 12;

/**
 * The speech in a message, a list of its parts, or a response that holds it: OpenAI's chat and responses, Anthropic's
 * blocks, Google's parts, the parts of OpenTelemetry's messages, LangChain's dumps and the AI SDK's.
 */
export function speechIn(value: AttributeValue | undefined, depth = DEPTH): Speech {
  if (value === undefined || depth <= 0) return SILENCE;
  if (typeof value === 'string') return { ...SILENCE, text: value };
  if (Array.isArray(value)) return together(value.map((item: AttributeValue) => speechIn(item, depth - 1)));
  return isObject(value) ? speechOfObject(value, depth) : SILENCE;
}

function speechOfObject(value: AttributeObject, depth: number): Speech {
  const call = callOf(value);
  if (call !== undefined) return { ...SILENCE, calls: [call] };
  const answer = answerOf(value, depth);
  if (answer !== undefined) return { ...SILENCE, answers: [answer] };
  return together(HOLDERS.map((holder) => speechIn(value[holder], depth - 1)));
}

/** Fields that hold speech, of which a message has a few; the order is that of reading. */
const HOLDERS = [
  'text',
  'content',
  'contents',
  'message_content',
  'parts',
  'tool_calls',
  'toolCalls',
  'function_call',
  'functionCall',
  'message',
  'kwargs',
  'data',
  'choices',
  'generations',
] as const;

const together = (speeches: readonly Speech[]): Speech => ({
  text: speeches
    .map(({ text }) => text)
    .filter(Boolean)
    .join('\n'),
  calls: distinctCalls(speeches.flatMap(({ calls }) => calls)),
  answers: speeches.flatMap(({ answers }) => answers),
});

/** A dump may hold the same call twice: as its framework has it, and raw. */
function distinctCalls(calls: readonly AskedCall[]): readonly AskedCall[] {
  const seen = new Set<string>();
  return calls.filter(({ id }) => id === undefined || (!seen.has(id) && seen.add(id)));
}

const CALL_TYPES: ReadonlySet<string> = new Set(['tool_call', 'tool-call', 'tool_use', 'toolCall', 'function_call']);

function callOf(value: AttributeObject): AskedCall | undefined {
  const inner = [value['function'], value['toolUse'], value['tool_call']].find(isObject) ?? value;
  const name = firstText(inner, 'name', 'toolName', 'tool_name');
  if (name === undefined || !(inner !== value || isCallType(value) || hasArguments(value))) return undefined;
  const id = firstText(value, 'id', 'toolCallId', 'tool_call_id', 'call_id') ?? firstText(inner, 'toolUseId', 'id');
  const given = ARGUMENTS.map((key) => inner[key]).find((item) => item !== undefined && item !== null);
  return {
    ...(id !== undefined && { id }),
    name,
    ...(given !== undefined && { arguments: typeof given === 'string' ? given : JSON.stringify(given) }),
  };
}

const ARGUMENTS = ['arguments', 'args', 'input', 'parameters'] as const;

const isCallType = (value: AttributeObject): boolean =>
  typeof value['type'] === 'string' && CALL_TYPES.has(value['type']);

/** The calls of LangChain, Google and the AI SDK have no type. */
const hasArguments = (value: AttributeObject): boolean =>
  value['role'] === undefined &&
  value['content'] === undefined &&
  ('arguments' in value || 'args' in value || isAiSdkCall(value));

const isAiSdkCall = (value: AttributeObject): boolean =>
  'toolName' in value && 'input' in value && !('output' in value);

const ANSWER_TYPES: ReadonlySet<string> = new Set([
  'tool_call_response',
  'tool-result',
  'tool_result',
  'function_call_output',
]);

function answerOf(value: AttributeObject, depth: number): CallAnswer | undefined {
  const inner = [value['toolResult'], value['function_response'], value['functionResponse']].find(isObject);
  const type = value['type'];
  const isTyped = typeof type === 'string' && ANSWER_TYPES.has(type);
  if (inner === undefined && !isTyped && !isBareAnswer(value)) return undefined;
  const source = inner ?? value;
  const result = RESULTS.map((key) => source[key]).find((item) => item !== undefined && item !== null);
  const id = firstText(source, 'id', 'toolCallId', 'tool_call_id', 'call_id', 'tool_use_id', 'toolUseId');
  const name = firstText(source, 'name', 'toolName', 'tool_name');
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    text: resultText(result, depth - 1),
    failed: saysFailed(source) || saysFailed(result),
  };
}

/** AutoGen's have no type. */
const isBareAnswer = (value: AttributeObject): boolean =>
  value['type'] === undefined && typeof value['call_id'] === 'string' && typeof value['content'] === 'string';

const RESULTS = ['response', 'result', 'output', 'content'] as const;

function resultText(result: AttributeValue | undefined, depth: number): string {
  if (typeof result === 'string') return result;
  const { text } = speechIn(result, depth);
  return text === '' && result !== undefined ? JSON.stringify(result) : text;
}

export function firstText(value: AttributeObject, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = value[key];
    if (typeof text === 'string' && text !== '') return text;
  }
  return undefined;
}
