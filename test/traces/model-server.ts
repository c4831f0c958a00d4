import { completion, openChatServer, sendJson, type ChatServer } from '#llm/testing';

/** How a model behaves, by its name. */
export const BEHAVIOURS = ['answers', 'stumbles', 'refuses', 'hangs', 'acts'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

interface ChatMessage {
  readonly role: string;
  readonly content?: unknown;
}

/** Models behind one address, and a tool at `/act`. A stumbling model fails the first time that it hears of a task. */
export function openModelServer(): Promise<ChatServer> {
  const heard = new Set<string>();
  return openChatServer((response, { path, body }) => {
    if (path.startsWith('/act')) {
      sendJson(response, { done: true });
      return;
    }
    const messages = body['messages'] as readonly ChatMessage[];
    const model = body['model'] as Behaviour;
    const asked = `${model} ${JSON.stringify(messages)}`;
    const isNew = !heard.has(asked);
    heard.add(asked);
    switch (model) {
      case 'hangs':
        return;
      case 'refuses':
        sendJson(response, { error: { message: 'no such key' } }, { status: 401 });
        return;
      case 'stumbles':
        if (isNew) sendJson(response, { error: { message: 'overloaded' } }, { status: 503 });
        else sendJson(response, completion({ content: '42' }));
        return;
      case 'acts':
        sendJson(response, messages.at(-1)?.role === 'tool' ? completion({ content: '42' }) : CALL);
        return;
      case 'answers':
        sendJson(response, completion({ content: '42' }));
    }
  });
}

const call = { id: 'c1', type: 'function', function: { name: 'act', arguments: '{"note":"now"}' } };
const CALL = completion(
  {},
  { choices: [{ index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', tool_calls: [call] } }] },
);
