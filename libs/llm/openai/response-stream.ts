import { z } from 'zod';
import { readEvent } from '../failures/unreadable-reply.js';
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
const EventSchema = z.discriminatedUnion('type', [DeltaSchema, ItemDoneSchema, EndSchema]);
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
    const event = readEvent(EventSchema, READ, body);
    if (event === undefined) return '';
    if ('delta' in event) {
      this.said += event.delta;
      this.size += event.delta.length;
      return event.delta;
    }
    if ('item' in event) this.keep(event.item);
    else this.end = event.response;
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
