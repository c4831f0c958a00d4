import { z } from 'zod';
import { InBandFailure } from '../failures/in-band-failure.js';
import { readReply } from '../failures/unreadable-reply.js';
import type { Gathering } from '../vendor-provider.js';
import type { VendorReply } from '../vendor-reply.js';
import { contentReply, ResponseSchema, type ContentPart, type ContentReply } from './content-reply.js';

const ErrorSchema = z.object({ error: z.object({ status: z.string().catch(''), message: z.string().catch('') }) });

/** The chunks of a generateContent stream. Each is a response of its own; what a later one says of the whole replaces. */
export class ContentStream implements Gathering {
  private gathered: ContentReply = {
    id: '',
    model: '',
    parts: [],
    finish: '',
    finishMessage: '',
    blocked: '',
    blockedMessage: '',
    usage: undefined,
  };

  size = 0;

  constructor(private readonly asked: string) {}

  add(body: unknown): string {
    const failed = ErrorSchema.safeParse(body).data;
    if (failed !== undefined) throw new InBandFailure(failed.error.status, failed.error.message);
    const chunk = readReply(ResponseSchema, body);
    const before = this.gathered;
    this.size += JSON.stringify(chunk.parts).length;
    this.gathered = {
      id: chunk.id || before.id,
      model: chunk.model || before.model,
      parts: chunk.parts.reduce(joined, before.parts),
      finish: chunk.finish || before.finish,
      finishMessage: chunk.finishMessage || before.finishMessage,
      blocked: chunk.blocked || before.blocked,
      blockedMessage: chunk.blockedMessage || before.blockedMessage,
      usage: chunk.usage ?? before.usage,
    };
    return chunk.parts.map((part) => (isWords(part) ? (part.text ?? '') : '')).join('');
  }

  get started(): boolean {
    return this.gathered.parts.some((part) => isWords(part) || part.functionCall !== undefined);
  }

  get finished(): boolean {
    return this.gathered.finish !== '' || this.gathered.blocked !== '';
  }

  reply(): VendorReply {
    return contentReply(this.gathered, this.asked);
  }
}

const isWords = ({ text, thought }: ContentPart): boolean => text !== undefined && text !== '' && thought !== true;

/** Text without anything beside it continues such text; the vendor forbids to join parts that are signed. */
function joined(parts: ContentPart[], part: ContentPart): ContentPart[] {
  const last = parts.at(-1);
  if (last !== undefined && isBare(last) && isBare(part)) {
    return [...parts.slice(0, -1), { text: `${last.text ?? ''}${part.text ?? ''}` }];
  }
  return [...parts, part];
}

const isBare = (part: ContentPart): boolean => part.text !== undefined && Object.keys(part).length === 1;
