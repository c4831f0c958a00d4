import { z } from 'zod';

const CallSchema = z.object({
  id: z.string().optional(),
  function: z.object({ name: z.string(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]) }),
});
type Call = z.infer<typeof CallSchema>;

const MessageSchema = z.object({
  role: z.string(),
  name: z.string().nullish(),
  content: z.unknown(),
  tool_calls: z.array(CallSchema).nullish(),
});
export type TranscriptMessage = z.infer<typeof MessageSchema>;

/** A line of a data file as the harness writes and changes it. */
export const TranscriptSchema = z.object({
  id: z.string(),
  question: z.string().optional(),
  history: z.array(MessageSchema).min(1),
  mistake_agent: z.string().optional(),
  mistake_step: z.int().min(0).optional(),
  category: z.string().optional(),
  cluster: z.string().optional(),
});
export type Transcript = z.infer<typeof TranscriptSchema>;

/** The calls of a message, from its field or from a content that is nothing but them. */
export function callsOf({ tool_calls: field, content }: TranscriptMessage): readonly Call[] {
  if (field != null && field.length > 0) return field;
  const json = Array.isArray(content) ? content : typeof content === 'string' ? parsed(content) : undefined;
  const calls = z.array(CallSchema).min(1).safeParse(json);
  return calls.success ? calls.data : [];
}

function parsed(text: string): unknown {
  if (!text.trimStart().startsWith('[{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a message; vendors give it as a list of parts as well. */
export function textOf(message: TranscriptMessage): string {
  const { content } = message;
  if (typeof content === 'string') return message.tool_calls == null && callsOf(message).length > 0 ? '' : content;
  if (content === null || content === undefined) return '';
  const parts = z.array(z.object({ text: z.string() })).safeParse(content);
  return parts.success ? parts.data.map(({ text }) => text).join('\n') : JSON.stringify(content);
}

interface Speaker {
  readonly name: string;
  /** Whom it is addressed to; nobody where that is not said. */
  readonly to: readonly string[];
}

const ADDRESSED = /^(.+?)\s*\((.*)\)$/;

/** Who speaks: the name, else the role, which may be `Name (-> Other)` or `Name (remark)`. */
export function speakerOf({ role, name }: TranscriptMessage): Speaker {
  if (name != null && name !== '' && role !== 'tool' && role !== 'function') return { name, to: [] };
  const [, speaker = role, remark = ''] = ADDRESSED.exec(role) ?? [];
  const to = /^(?:->|→|to)\s*(.+)$/.exec(remark.trim())?.[1];
  return { name: speaker.trim(), to: to === undefined ? [] : to.split(',').map((receiver) => receiver.trim()) };
}
