import { Buffer } from 'node:buffer';
import type { MessageToProduce, Producer } from '@platformatic/kafka';
import type { WireOutput, WrittenEnd } from '../driver.js';
import { requestsOf } from '../requests.js';
import { writtenEndsOf } from '../written-ends.js';

/** A producer or a transaction. */
interface Sender {
  send(options: Parameters<Producer['send']>[0]): ReturnType<Producer['send']>;
}

/** One request after the other. */
export async function sendAll(sender: Sender, outputs: readonly WireOutput[]): Promise<readonly WrittenEnd[]> {
  const written: WrittenEnd[] = [];
  for (const request of requestsOf(outputs)) {
    const compression = request.compressed ? 'zstd' : 'none';
    const { offsets = [] } = await sender.send({ messages: messagesOf(request.outputs), compression });
    const bases = offsets.map(({ topic, partition, offset }) => ({ topic, partition, offset: Number(offset) }));
    written.push(...writtenEndsOf(request.outputs, bases));
  }
  return written;
}

/** Records as the client takes them. */
const messagesOf = (outputs: readonly WireOutput[]): MessageToProduce[] =>
  outputs.map(({ topic, partition, key, headers, value }) => ({
    topic,
    partition,
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: new Map(Object.entries(headers).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  }));
