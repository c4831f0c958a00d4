import { z } from 'zod';
import { readReply, UnreadableReply } from '../failures/unreadable-reply.js';
import type { Gathering } from '../vendor-provider.js';
import type { VendorReply } from '../vendor-reply.js';
import {
  isAnswer,
  ItemSchema,
  responseReply,
  ResponseSchema,
  type OutputItem,
  type ResponseBody,
} from './response-reply.js';

const DeltaSchema = z.object({ type: z.literal('response.output_text.delta'), delta: z.string() });
const ItemDoneSchema = z.object({ type: z.literal('response.output_item.done'), item: ItemSchema });
const EndSchema = z.object({
  type: z.enum(['response.completed', 'response.incomplete', 'response.failed']),
  response: ResponseSchema,
});
const OtherSchema = z.object({ type: z.string() });
const EventSchema = z.union([DeltaSchema, ItemDoneSchema, EndSchema, OtherSchema]);
const READ = new Set<string>([
  DeltaSchema.shape.type.value,
  ItemDoneSchema.shape.type.value,
  ...EndSchema.shape.type.options,
]);

/** The events of a Responses stream. Finished items are taken as they come; the last event has the rest. */
export class ResponseStream implements Gathering {
  private said = '';
  private readonly items: OutputItem[] = [];
  private end: ResponseBody | undefined;
  size = 0;

  add(body: unknown): string {
    const event = readReply(EventSchema, body);
    if ('delta' in event) {
      this.said += event.delta;
      this.size += event.delta.length;
      return event.delta;
    }
    if ('item' in event) this.keep(event.item);
    else if ('response' in event) this.end = event.response;
    else refuseUnread(event.type);
    if (this.end !== undefined && !isAnswer(this.end)) responseReply(this.end, []);
    return '';
  }

  get started(): boolean {
    return this.said !== '' || this.items.some(({ type }) => type === 'function_call');
  }

  get finished(): boolean {
    return this.end !== undefined;
  }

  reply(): VendorReply {
    if (this.end === undefined || !isAnswer(this.end)) return this.partial();
    return responseReply(this.end, this.items.length > 0 ? this.items : this.end.output);
  }

  private keep(item: OutputItem): void {
    this.items.push(item);
    this.size += JSON.stringify(item).length;
  }

  private partial(): VendorReply {
    const begun = { id: '', model: '', output: [], usage: undefined, ...this.end, status: 'incomplete' };
    return { ...responseReply(begun, this.items), text: this.said };
  }
}

/** An event that we read must not pass as one that we leave out because it has another shape than it should. */
function refuseUnread(type: string): void {
  if (READ.has(type)) throw new UnreadableReply(`the stream has a malformed ${type} event`);
}
