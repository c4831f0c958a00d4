import { openLoopback, type LoopbackServer, type Respond } from './loopback-server.js';

export interface ChatServer extends LoopbackServer {
  readonly baseUrl: string;
}

/** A loopback server at the address that Chat Completions clients are given. */
export async function openChatServer(respond: Respond): Promise<ChatServer> {
  const server = await openLoopback(respond);
  return { ...server, baseUrl: `${server.origin}/v1` };
}

/** A whole Chat Completions answer with this message. */
export function completion(message: object, over: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'served-model',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    ...over,
  };
}

/** One chunk of a stream. */
export function chunk(delta: object, finish: string | null = null): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'served-model',
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
}

/** Server-sent events as servers write them, with the closing mark. */
export function events(chunks: readonly object[]): string {
  return [...chunks.map((data) => JSON.stringify(data)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}
