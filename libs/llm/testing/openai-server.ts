import type { OpenAI } from 'openai';
import { openAi } from '../openai/openai.js';
import { MODEL, pieces, REPLY_ID, typedEvents, type Said, type Scene, type VendorWire } from './vendor-wire.js';

type Item = OpenAI.Responses.ResponseOutputItem;
/** `output_text` is the SDK's own; `access_programs` is not sent to accounts without any. */
type WireResponse = Omit<OpenAI.Responses.Response, 'output_text' | 'access_programs'>;
type Wire<E> = E extends { response: unknown } ? Omit<E, 'response'> & { response: WireResponse } : E;
type WireEvent = Wire<OpenAI.Responses.ResponseStreamEvent>;

const REASONING = {
  id: 'rs_1',
  type: 'reasoning',
  summary: [],
  encrypted_content: 'gAAAAABo-opaque==',
} satisfies OpenAI.Responses.ResponseReasoningItem;

const response = (over: Partial<WireResponse>): WireResponse => ({
  id: REPLY_ID,
  object: 'response',
  created_at: 1,
  status: 'completed',
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  model: MODEL,
  output: [],
  parallel_tool_calls: true,
  temperature: 1,
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  ...over,
});

const USAGE = {
  input_tokens: 100,
  input_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
  output_tokens: 20,
  output_tokens_details: { reasoning_tokens: 5 },
  total_tokens: 120,
} satisfies OpenAI.Responses.ResponseUsage;

function items({ text = '', calls = [], reasoning, stop }: Said): readonly Item[] {
  const content: OpenAI.Responses.ResponseOutputMessage['content'] =
    stop === 'refusal' ? [{ type: 'refusal', refusal: text }] : [{ type: 'output_text', text, annotations: [] }];
  return [
    ...(reasoning ? [REASONING] : []),
    ...(text === ''
      ? []
      : [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content } satisfies Item]),
    ...calls.map(({ id, name, args }): Item => ({
      id: `fc_${id}`,
      type: 'function_call',
      call_id: id,
      name,
      arguments: JSON.stringify(args),
    })),
  ];
}

function ended(said: Said): WireResponse {
  const whole = { output: [...items(said)], usage: USAGE };
  if (said.stop === undefined || said.stop === 'refusal') return response(whole);
  const reason = said.stop === 'length' ? 'max_output_tokens' : 'content_filter';
  return response({ ...whole, status: 'incomplete', incomplete_details: { reason } });
}

function itemEvents(item: Item, output_index: number): readonly WireEvent[] {
  const item_id = item.id ?? '';
  const at = { item_id, output_index, content_index: 0, sequence_number: 2 };
  const deltas =
    item.type === 'message'
      ? item.content.flatMap((part) => (part.type === 'output_text' ? pieces(part.text) : []))
      : [];
  return [
    { type: 'response.output_item.added', output_index, sequence_number: 1, item },
    ...deltas.map((delta): WireEvent => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    ...(item.type === 'function_call'
      ? pieces(item.arguments).map((delta): WireEvent => ({
          type: 'response.function_call_arguments.delta',
          item_id,
          output_index,
          sequence_number: 3,
          delta,
        }))
      : []),
    { type: 'response.output_item.done', output_index, sequence_number: 4, item },
  ];
}

function scene(said: Said): Scene {
  const end = ended(said);
  const type = end.status === 'completed' ? 'response.completed' : 'response.incomplete';
  const events: WireEvent[] = [
    { type: 'response.created', sequence_number: 0, response: response({ status: 'in_progress' }) },
    ...end.output.flatMap(itemEvents),
    { type, sequence_number: 9, response: end },
  ];
  return { body: end, events: typedEvents(events) };
}

const OVERLOADED = {
  type: 'error',
  code: 'server_is_overloaded',
  message: 'Our servers are currently overloaded.',
  param: null,
  sequence_number: 5,
} satisfies OpenAI.Responses.ResponseErrorEvent;

const FAILED: WireEvent = {
  type: 'response.failed',
  sequence_number: 5,
  response: response({ status: 'failed', error: { code: 'server_error', message: OVERLOADED.message } }),
};

export const OPENAI_WIRE: VendorWire = {
  name: 'openai',
  provider: (origin, apiKey) => openAi({ apiKey, baseUrl: `${origin}/v1`, now: () => 1_000 }),
  scene,
  usage: { input: 100, output: 20, cacheRead: 60, cacheWrite: 10, reasoning: 5, source: 'reported' },
  error: (_, message) => ({ error: { message, type: 'invalid_request_error', param: null, code: null } }),
  overloaded: { 'an error': typedEvents([OVERLOADED]), 'a failed response': typedEvents([FAILED]) },
  malformed: 'event: response.created\ndata: {oops\n\n',
  refusal: 'refused',
  filtered: 'content_filtered',
  retryAfter: 'headers',
  choice: (tool_choice) => ({ tool_choice }) satisfies Pick<OpenAI.Responses.ResponseCreateParams, 'tool_choice'>,
  output: (name, schema) =>
    ({ text: { format: { type: 'json_schema', name, schema, strict: true } } }) satisfies Pick<
      OpenAI.Responses.ResponseCreateParams,
      'text'
    >,
  conversation: ({ input }) => input as readonly unknown[],
  reasoning: REASONING,
};
