import { z } from 'zod';
import { readEvent, UnreadableReply } from '../failures/unreadable-reply.js';
import type { Gathering } from '../vendor-provider.js';
import type { VendorReply } from '../vendor-reply.js';
import {
  BlockSchema,
  messageReply,
  MessageSchema,
  StopSchema,
  UsageSchema,
  type Block,
  type MessageBody,
} from './message-reply.js';

/** What a delta adds, and to which field of its block. */
const AdditionSchema = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('text_delta'), text: z.string() })
    .transform(({ text }) => ({ field: 'text', more: text })),
  z
    .object({ type: z.literal('input_json_delta'), partial_json: z.string() })
    .transform(({ partial_json }) => ({ field: 'input', more: partial_json })),
  z
    .object({ type: z.literal('thinking_delta'), thinking: z.string() })
    .transform(({ thinking }) => ({ field: 'thinking', more: thinking })),
  z
    .object({ type: z.literal('signature_delta'), signature: z.string() })
    .transform(({ signature }) => ({ field: 'signature', more: signature })),
  z.object({ type: z.literal('citations_delta') }).transform(() => ({ field: 'citations', more: '' })),
]);
type Addition = z.infer<typeof AdditionSchema>;

const index = z.int().min(0);
const READ = [
  z.object({ type: z.literal('message_start'), message: MessageSchema }),
  z.object({ type: z.literal('content_block_start'), index, content_block: BlockSchema }),
  z.object({ type: z.literal('content_block_delta'), index, delta: AdditionSchema }),
  z.object({ type: z.literal('message_delta'), delta: StopSchema, usage: UsageSchema }),
] as const;
const READ_TYPES = new Set<string>(READ.map(({ shape }) => shape.type.value));
const EventSchema = z.discriminatedUnion('type', READ);

const EMPTY: MessageBody = { type: 'message', id: '', model: '', content: [], stop_reason: '', usage: {} };

/** The events of a Messages stream. */
export class MessageStream implements Gathering {
  private message = EMPTY;
  private readonly blocks: Block[] = [];
  size = 0;

  add(body: unknown): string {
    const event = readEvent(EventSchema, READ_TYPES, body);
    if (event === undefined) return '';
    if ('message' in event) this.message = event.message;
    else if ('content_block' in event) this.begin(event.index, event.content_block);
    else if ('index' in event) return this.extend(event.index, event.delta);
    else this.end(event.delta, event.usage);
    return '';
  }

  get started(): boolean {
    return this.blocks.some(({ type, text }) => type === 'tool_use' || (type === 'text' && text !== ''));
  }

  get finished(): boolean {
    return this.message.stop_reason !== '';
  }

  reply(): VendorReply {
    return messageReply({ ...this.message, content: this.blocks });
  }

  private begin(position: number, block: Block): void {
    this.blocks[position] = begun(block);
    this.size += JSON.stringify(block).length;
  }

  private extend(position: number, { field, more }: Addition): string {
    const block = this.blocks[position];
    if (block === undefined) throw new UnreadableReply(`the stream continues block ${position}, which has not begun`);
    if (more === '') return '';
    this.size += more.length;
    const before = block[field];
    block[field] = (typeof before === 'string' ? before : '') + more;
    return field === 'text' ? more : '';
  }

  /** Its counts are those of the whole message; what it leaves out stays as the start said it. */
  private end({ stop_reason, stop_details }: z.infer<typeof StopSchema>, usage: MessageBody['usage']): void {
    const counts = Object.fromEntries(Object.entries(usage).filter(([, value]) => value != null));
    this.message = { ...this.message, stop_reason, stop_details, usage: { ...this.message.usage, ...counts } };
  }
}

/** Arguments arrive as text after an empty object. */
const begun = (block: Block): Block => (block.type === 'tool_use' ? { ...block, input: '' } : { ...block });
