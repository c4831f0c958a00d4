import type { Gathering } from '../vendor-provider.js';
import type { VendorReply } from '../vendor-reply.js';
import { readChunk, type ChatCall, type ChatReply } from './chat-reply.js';
import { vendorReply } from './vendor-reply.js';

/** The chunks of a Chat Completions stream. */
export class ChatStream implements Gathering {
  private gathered: Omit<ChatReply, 'calls'> = {
    id: '',
    model: '',
    usage: undefined,
    finish: '',
    text: '',
    refusal: '',
  };
  private readonly calls: ChatCall[] = [];
  size = 0;

  add(body: unknown): string {
    const chunk = readChunk(body);
    const { id, model, usage, finish, text, refusal } = this.gathered;
    this.gathered = {
      id: id || chunk.id,
      model: model || chunk.model,
      usage: chunk.usage ?? usage,
      finish: chunk.finish || finish,
      text: text + chunk.text,
      refusal: refusal + chunk.refusal,
    };
    this.size += chunk.text.length + chunk.refusal.length;
    for (const call of chunk.calls) this.addCall(call);
    return chunk.text;
  }

  get started(): boolean {
    return this.gathered.text !== '' || this.calls.length > 0;
  }

  /** A stream without a finish reason was cut off on the way. */
  get finished(): boolean {
    return this.gathered.finish !== '';
  }

  reply(): VendorReply {
    return vendorReply({ ...this.gathered, calls: this.calls });
  }

  private addCall(delta: ChatCall): void {
    this.size += sizeOf(delta);
    const known = this.continued(delta);
    if (known === undefined) {
      this.calls.push({ ...delta });
      return;
    }
    known.id ||= delta.id;
    known.name ||= delta.name;
    known.arguments += delta.arguments;
  }

  /**
   * The call that a delta belongs to. Servers differ: most number calls and name them once, some repeat the name in
   * every delta, some send whole calls that all have index 0, or no index at all.
   */
  private continued({ index, id, name }: ChatCall): ChatCall | undefined {
    if (index === undefined) return name === '' ? this.calls.at(-1) : undefined;
    const known = this.calls.findLast((call) => call.index === index);
    return name !== '' && known !== undefined && differ(id, known.id) ? undefined : known;
  }
}

/** One without a word takes room as well. */
const sizeOf = ({ id, name, arguments: written }: ChatCall): number => id.length + name.length + written.length + 1;

const differ = (id: string, known: string): boolean => id !== '' && known !== '' && id !== known;
