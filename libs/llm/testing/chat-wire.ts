import type { OpenAI } from 'openai';
import { openAiCompatible } from '../openai-compatible/openai-compatible.js';
import { MODEL, pieces, REPLY_ID, type Said, type Scene, type VendorWire } from './vendor-wire.js';

const USAGE = {
  prompt_tokens: 100,
  completion_tokens: 20,
  total_tokens: 120,
  prompt_tokens_details: { cached_tokens: 60 },
  completion_tokens_details: { reasoning_tokens: 5 },
} satisfies OpenAI.CompletionUsage;

type Finish = OpenAI.ChatCompletion.Choice['finish_reason'];
const HEAD = { id: REPLY_ID, created: 1, model: MODEL };

const toolCalls = ({ calls = [] }: Said) =>
  calls.map(({ id, name, args }) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: JSON.stringify(args) },
  }));

function finish({ stop, calls = [] }: Said): Finish {
  if (stop === 'length') return 'length';
  if (stop === 'filter') return 'content_filter';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

function body(said: Said): OpenAI.ChatCompletion {
  const { text = '', stop, calls = [] } = said;
  const refused = stop === 'refusal';
  return {
    ...HEAD,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        finish_reason: finish(said),
        logprobs: null,
        message: {
          role: 'assistant',
          content: refused ? null : text,
          refusal: refused ? text : null,
          ...(calls.length === 0 ? {} : { tool_calls: toolCalls(said) }),
        },
      },
    ],
    usage: USAGE,
  };
}

const chunk = (
  delta: OpenAI.ChatCompletionChunk.Choice.Delta,
  finish_reason: Finish | null = null,
): OpenAI.ChatCompletionChunk => ({
  ...HEAD,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason }],
});

function scene(said: Said): Scene {
  const { text = '', stop } = said;
  const deltas = pieces(text).map((piece) => (stop === 'refusal' ? { refusal: piece } : { content: piece }));
  const chunks: readonly OpenAI.ChatCompletionChunk[] = [
    chunk({ role: 'assistant', content: '' }),
    ...deltas.map((delta) => chunk(delta)),
    ...toolCalls(said).map((call, index) => chunk({ tool_calls: [{ index, ...call }] })),
    chunk({}, finish(said)),
    { ...HEAD, object: 'chat.completion.chunk', choices: [], usage: USAGE },
  ];
  return { body: body(said), events: `${events(chunks)}data: [DONE]\n\n` };
}

const events = (chunks: readonly object[]): string => chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('');

const error = (message: string, type: string) => ({ error: { message, type, param: null, code: null } });

export const CHAT_WIRE: VendorWire = {
  name: 'openai-compatible',
  provider: (origin, apiKey) =>
    openAiCompatible({ name: 'openai-compatible', baseUrl: `${origin}/v1`, apiKey, now: () => 1_000 }),
  scene,
  usage: { input: 100, output: 20, cacheRead: 60, reasoning: 5, source: 'reported' },
  error: (_, message) => error(message, 'invalid_request_error'),
  overloaded: { 'an error': events([error('The engine is currently overloaded', 'overloaded_error')]) },
  malformed: 'data: {oops\n\n',
  refusal: 'refused',
  filtered: 'content_filtered',
  retryAfter: 'headers',
  choice: (tool_choice) => ({ tool_choice }) satisfies Pick<OpenAI.ChatCompletionCreateParams, 'tool_choice'>,
  output: (name, schema) =>
    ({ response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } } }) satisfies Pick<
      OpenAI.ChatCompletionCreateParams,
      'response_format'
    >,
  conversation: ({ messages }) => messages as readonly unknown[],
  reasoning: undefined,
};
