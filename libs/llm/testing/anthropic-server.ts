import type { Anthropic } from '@anthropic-ai/sdk';
import { anthropic } from '../anthropic/anthropic.js';
import { MODEL, pieces, REPLY_ID, typedEvents, type Said, type Scene, type VendorWire } from './vendor-wire.js';

type Block = Anthropic.RawContentBlockStartEvent['content_block'];

const THINKING = {
  type: 'thinking',
  thinking: 'I could look it up.',
  signature: 'EqQBCkYI-opaque',
} satisfies Anthropic.ThinkingBlock;

const USAGE = {
  cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 10 },
  cache_creation_input_tokens: 10,
  cache_read_input_tokens: 60,
  inference_geo: null,
  input_tokens: 30,
  output_tokens: 20,
  output_tokens_details: { thinking_tokens: 5 },
  server_tool_use: null,
  service_tier: 'standard',
  speed: 'standard',
} satisfies Anthropic.Usage;

function blocks({ text = '', calls = [], reasoning, stop }: Said): readonly Block[] {
  return [
    ...(reasoning ? [THINKING] : []),
    ...(text === '' || stop === 'refusal'
      ? []
      : [{ type: 'text', text, citations: null } satisfies Anthropic.TextBlock]),
    ...calls.map(({ id, name, args }): Anthropic.ToolUseBlock => ({
      type: 'tool_use',
      id,
      name,
      input: args,
      caller: { type: 'direct' },
    })),
  ];
}

function stopReason({ stop, calls = [] }: Said): Anthropic.StopReason {
  if (stop === 'length') return 'max_tokens';
  if (stop !== undefined) return 'refusal';
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

function message(said: Said): Anthropic.Message {
  const refused = said.stop === 'refusal' || said.stop === 'filter';
  return {
    id: REPLY_ID,
    type: 'message',
    role: 'assistant',
    model: MODEL,
    container: null,
    content: [...blocks(said)],
    diagnostics: null,
    stop_details: refused ? { type: 'refusal', category: 'cyber', explanation: said.text ?? null } : null,
    stop_reason: stopReason(said),
    stop_sequence: null,
    usage: USAGE,
  };
}

function blockEvents(block: Block, index: number): readonly Anthropic.RawMessageStreamEvent[] {
  const deltas = deltasOf(block).map((delta): Anthropic.RawMessageStreamEvent => ({
    type: 'content_block_delta',
    index,
    delta,
  }));
  return [
    { type: 'content_block_start', index, content_block: emptied(block) },
    ...deltas,
    { type: 'content_block_stop', index },
  ];
}

function emptied(block: Block): Block {
  if (block.type === 'text') return { ...block, text: '' };
  if (block.type === 'thinking') return { ...block, thinking: '', signature: '' };
  return block.type === 'tool_use' ? { ...block, input: {} } : block;
}

function deltasOf(block: Block): readonly Anthropic.RawContentBlockDelta[] {
  if (block.type === 'text') return pieces(block.text).map((text) => ({ type: 'text_delta', text }));
  if (block.type === 'thinking') {
    const { thinking, signature } = block;
    return [
      ...pieces(thinking).map((piece) => ({ type: 'thinking_delta' as const, thinking: piece })),
      { type: 'signature_delta', signature },
    ];
  }
  if (block.type !== 'tool_use') return [];
  return ['', ...pieces(JSON.stringify(block.input))].map((partial_json) => ({
    type: 'input_json_delta',
    partial_json,
  }));
}

function scene(said: Said): Scene {
  const whole = message(said);
  const { stop_reason, stop_details, usage } = whole;
  const events: readonly (Anthropic.RawMessageStreamEvent | { readonly type: 'ping' })[] = [
    {
      type: 'message_start',
      message: {
        ...whole,
        content: [],
        stop_reason: null,
        stop_details: null,
        usage: { ...usage, output_tokens: 1, output_tokens_details: null },
      },
    },
    { type: 'ping' },
    ...blocks(said).flatMap(blockEvents),
    { type: 'message_delta', delta: { container: null, stop_reason, stop_details, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ];
  return { body: whole, events: typedEvents(events) };
}

const OVERLOADED = {
  type: 'error',
  error: { type: 'overloaded_error', message: 'Overloaded' },
  request_id: null,
} satisfies Anthropic.ErrorResponse;

export const ANTHROPIC_WIRE: VendorWire = {
  name: 'anthropic',
  provider: (origin, apiKey) => anthropic({ apiKey, baseUrl: origin, now: () => 1_000 }),
  scene,
  usage: { input: 100, output: 20, cacheRead: 60, cacheWrite: 10, reasoning: 5, source: 'reported' },
  error: (_, text) =>
    ({
      type: 'error',
      error: { type: 'invalid_request_error', message: text },
      request_id: 'req_1',
    }) satisfies Anthropic.ErrorResponse,
  overloaded: { 'an error': typedEvents([OVERLOADED]) },
  malformed: 'event: message_start\ndata: {oops\n\n',
  refusal: 'refused',
  filtered: 'refused',
  retryAfter: 'headers',
  choice: (choice) =>
    ({ tool_choice: { type: choice === 'required' ? 'any' : choice } }) satisfies Pick<
      Anthropic.MessageCreateParams,
      'tool_choice'
    >,
  output: (_, schema) =>
    ({ output_config: { format: { type: 'json_schema', schema } } }) satisfies Pick<
      Anthropic.MessageCreateParams,
      'output_config'
    >,
  conversation: ({ messages }) => messages as readonly unknown[],
  reasoning: THINKING,
};
