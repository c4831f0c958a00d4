import { z } from 'zod';
import type { ModelMessage } from './port.js';
import type { VendorCall } from './vendor-reply.js';

/** One part of an answer in its order: the vendor's own fields, and the text or the call that it is, if it is either. */
export interface AnswerPart {
  readonly part: Readonly<Record<string, unknown>>;
  readonly text?: string;
  readonly call?: VendorCall;
}

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

/** A record schema copies, and loses a field named `__proto__`: what is the vendor's goes back as it came. */
const VerbatimSchema = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const PackedSchema = z.object({
  model: z.string(),
  parts: z.array(
    z.object({
      part: VerbatimSchema,
      text: z.int().min(0).optional(),
      call: z.literal(true).optional(),
    }),
  ),
});

export const textOf = (parts: readonly AnswerPart[]): string => parts.map(({ text = '' }) => text).join('');

export const callsOf = (parts: readonly AnswerPart[]): readonly VendorCall[] =>
  parts.flatMap(({ call }) => (call === undefined ? [] : [call]));

/**
 * The parts of a model's answer as JSON text, verbatim but for the texts and calls themselves: the answer holds those
 * already, so only the length of a text and the place of a call are kept.
 */
export function packParts(model: string, parts: readonly AnswerPart[]): string {
  const packed = parts.map(({ part, text, call }) => ({
    part,
    ...(text === undefined ? {} : { text: text.length }),
    ...(call === undefined ? {} : { call: true }),
  }));
  return JSON.stringify({ model, parts: packed });
}

/** The parts of an earlier answer. `model` is the one that gave them; absent when they are not this vendor's own. */
export function partsOf(
  message: AssistantMessage,
  provider: string,
): { readonly model?: string; readonly parts: readonly AnswerPart[] } {
  const calls = message.calls.map(({ callId, ...call }) => ({ id: callId, ...call }));
  const { vendor, text } = message;
  if (vendor?.provider !== provider) {
    return { parts: [{ part: {}, text }, ...calls.map((call) => ({ part: {}, call }))] };
  }
  const { model, parts } = PackedSchema.parse(JSON.parse(vendor.parts));
  return { model, parts: unpacked(parts, text, calls) };
}

function unpacked(
  packed: z.infer<typeof PackedSchema>['parts'],
  text: string,
  calls: readonly VendorCall[],
): readonly AnswerPart[] {
  let at = 0;
  let next = 0;
  return packed.map(({ part, text: length, call }) => {
    const own = length === undefined ? {} : { text: text.slice(at, at + length) };
    at += length ?? 0;
    const made = call === undefined ? undefined : calls[next++];
    return { part, ...own, ...(made === undefined ? {} : { call: made }) };
  });
}
