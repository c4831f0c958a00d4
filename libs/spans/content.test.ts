import { describe, expect, it } from '@jest/globals';
import type { BlobRef, RunEvent } from '#events';
import { answerOf, callTo, given, outcomeOf, recordTurn, startRun, agentNamed, failTurn } from '#run/testing';
import { z } from 'zod';
import type { Attributes } from './attributes.js';
import { CONTENT_CAPTURES, type ContentCapture, type ContentSettings, type Prompt } from './content-settings.js';
import { spansOf } from './span-fold.js';
import { troubledRun } from './testing/index.js';

const blob: BlobRef = { blob: 'd'.repeat(64), bytes: 9, mediaType: 'text/plain' };

const run = (
  text: string | BlobRef = 'The key is hunter2.',
  result: string | BlobRef = 'found it',
): readonly RunEvent[] =>
  given(
    startRun({ agents: [agentNamed('solo', 'solo', { tools: ['read-tool'] })] }),
    recordTurn('solo.1', {
      answer: { ...answerOf('', callTo('read')), text },
      outcomes: [outcomeOf(1, { result })],
      report: { finishReason: 'tool_calls' },
    }),
  ).events;

/** Attributes of the model call and of the tool call. */
function recorded(events: readonly RunEvent[], settings: Partial<ContentSettings> = {}): readonly Attributes[] {
  const content: ContentSettings = { capture: 'SPAN_ONLY', limit: 10_000, ...settings };
  return spansOf(events, { content })
    .filter(({ attributes }) => ['model_call', 'tool_call'].includes(attributes['parley.span'] ?? ''))
    .map(({ attributes }) => attributes);
}

const PROMPT: Prompt = {
  system: 'You are solo.',
  messages: [
    { role: 'user', text: 'What is the key?' },
    { role: 'assistant', text: '', calls: [{ callId: 'c1', name: 'read-tool', arguments: '{"x":' }] },
    { role: 'tool', callId: 'c1', text: 'hunter2' },
  ],
};

const json = (text: string | undefined): unknown => JSON.parse(text ?? 'null');

// The shapes of the conventions' schemas for messages, as far as they are used here.
const TextPart = z.strictObject({ type: z.literal('text'), content: z.string() });
const CallPart = z.strictObject({
  type: z.literal('tool_call'),
  id: z.string().nullable(),
  name: z.string(),
  arguments: z.unknown(),
});
const ResponsePart = z.strictObject({
  type: z.literal('tool_call_response'),
  id: z.string().nullable(),
  response: z.unknown(),
});
const Messages = z.array(
  z.strictObject({
    role: z.enum(['system', 'user', 'assistant', 'tool']),
    parts: z.array(z.union([TextPart, CallPart, ResponsePart])),
    finish_reason: z.enum(['stop', 'length', 'content_filter', 'tool_call', 'error']).optional(),
  }),
);

describe('contents', () => {
  it('stand on spans only where the setting says so', () => {
    const captures = (capture: ContentCapture) => JSON.stringify(recorded(run(), { capture })).includes('hunter2');
    expect(CONTENT_CAPTURES.filter(captures)).toEqual(['SPAN_ONLY']);
    expect(JSON.stringify(spansOf(run()))).not.toMatch(/hunter2|found it|You are solo/);
  });

  it('of an error are kept back with the rest: a vendor may quote the prompt', () => {
    const events = given(startRun(), failTurn('solo.1', { error: { message: 'bad prompt: hunter2' } })).events;
    expect(JSON.stringify(spansOf(events))).not.toContain('hunter2');
    const content = { capture: 'SPAN_ONLY', limit: 100 } as const;
    expect(spansOf(events, { content })[0]?.status).toEqual({ code: 'error', message: 'bad prompt: hunter2' });
  });

  it('have the shape of the conventions', () => {
    const [call, tool] = recorded(run(), { promptOf: () => PROMPT });
    expect(json(call?.['gen_ai.system_instructions'])).toEqual([{ type: 'text', content: 'You are solo.' }]);
    expect(Messages.parse(json(call?.['gen_ai.input.messages']))).toEqual([
      { role: 'user', parts: [{ type: 'text', content: 'What is the key?' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'read-tool', arguments: '{"x":' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'hunter2' }] },
    ]);
    expect(Messages.parse(json(call?.['gen_ai.output.messages']))).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', content: 'The key is hunter2.' },
          { type: 'tool_call', id: null, name: 'read-tool', arguments: { x: 1 } },
        ],
        finish_reason: 'tool_call',
      },
    ]);
    expect(json(call?.['gen_ai.tool.definitions'])).toEqual([{ type: 'function', name: 'read-tool' }]);
    expect(tool).toMatchObject({ 'gen_ai.tool.call.arguments': '{"x":1}', 'gen_ai.tool.call.result': 'found it' });
  });

  it('are redacted wherever they stand', () => {
    const redact = (text: string) => text.replaceAll('hunter2', '***');
    const attributes = recorded(run('The key is hunter2.', 'hunter2'), { redact, promptOf: () => PROMPT });
    expect(JSON.stringify(attributes)).toContain('***');
    expect(JSON.stringify(attributes)).not.toContain('hunter2');
  });

  it('in blobs are given, or named as missing', () => {
    const [call, tool] = recorded(run(blob, blob));
    expect(call?.['parley.content.omitted']).toEqual(['gen_ai.output.messages']);
    expect(call?.['gen_ai.output.messages']).toContain('[9 bytes of text/plain]');
    expect(tool?.['parley.content.omitted']).toEqual(['gen_ai.tool.call.result']);
    expect(tool).not.toHaveProperty(['gen_ai.tool.call.result']);
    const [given] = recorded(run(blob, blob), { textOf: () => 'the text' });
    expect(given?.['gen_ai.output.messages']).toContain('the text');
    expect(given).not.toHaveProperty(['parley.content.omitted']);
  });

  it('are cut to the limit, and the span says which', () => {
    const [call, tool] = recorded(run('x'.repeat(1_000), 'y'.repeat(1_000)), { limit: 300 });
    expect(call?.['parley.content.shortened']).toEqual(['gen_ai.output.messages']);
    expect(call?.['gen_ai.output.messages']?.length).toBeLessThanOrEqual(300);
    expect(Messages.safeParse(json(call?.['gen_ai.output.messages'])).success).toBe(true);
    expect(tool?.['gen_ai.tool.call.result']).toHaveLength(300);
  });

  it('change nothing else of a trace', () => {
    const bare = spansOf(troubledRun()).map(({ spanId, startMs, endMs }) => ({ spanId, startMs, endMs }));
    const full = spansOf(troubledRun(), { content: { capture: 'SPAN_ONLY', limit: 100 } });
    expect(full.map(({ spanId, startMs, endMs }) => ({ spanId, startMs, endMs }))).toEqual(bare);
  });
});
