import { isBlobRef, type BlobRef, type Content } from '#events';
import type { AssistantItem, Conversation, ConversationItem } from './conversation-item.js';
import { pieceText } from './piece.js';

/** A prompt with every text in place, in the shape in which providers take it. */
export interface RenderedConversation {
  readonly system: string;
  readonly messages: readonly RenderedMessage[];
}

export type RenderedMessage =
  | { readonly role: 'user'; readonly text: string }
  | RenderedAnswer
  | { readonly role: 'tool'; readonly callId: string; readonly name: string; readonly text: string };

interface RenderedAnswer {
  readonly role: 'assistant';
  readonly text: string;
  readonly calls: readonly { readonly callId: string; readonly name: string; readonly arguments: string }[];
  readonly vendor?: { readonly provider: string; readonly parts: string };
}

/** Every blob that a conversation needs, once. */
export function refsOf(conversation: Conversation): readonly BlobRef[] {
  const contents = [conversation.system, ...conversation.items.flatMap(contentsOf)];
  return [...new Map(contents.filter(isBlobRef).map((ref) => [ref.blob, ref])).values()];
}

/** Puts every text in place; `load` answers for the refs that `refsOf` names. */
export function renderConversation(
  { system, items }: Conversation,
  load: (ref: BlobRef) => string,
): RenderedConversation {
  const text = (content: Content): string => (isBlobRef(content) ? load(content) : content);
  return { system: text(system), messages: items.map((item) => rendered(item, text)) };
}

function contentsOf(item: ConversationItem): readonly Content[] {
  switch (item.role) {
    case 'user':
      return item.pieces.map(({ content }) => content);
    case 'assistant':
      return [item.text, ...item.calls.map((call) => call.arguments), ...(item.vendor ? [item.vendor.parts] : [])];
    case 'tool':
      return [item.text];
  }
}

function rendered(item: ConversationItem, text: (content: Content) => string): RenderedMessage {
  switch (item.role) {
    case 'user':
      return { role: 'user', text: item.pieces.map((piece) => pieceText(piece, text(piece.content))).join('') };
    case 'assistant':
      return renderedAnswer(item, text);
    case 'tool':
      return { ...item, text: text(item.text) };
  }
}

function renderedAnswer(item: AssistantItem, text: (content: Content) => string): RenderedAnswer {
  const calls = item.calls.map((call) => ({ ...call, arguments: text(call.arguments) }));
  const { vendor } = item;
  return {
    role: 'assistant',
    text: text(item.text),
    calls,
    ...(vendor === undefined ? {} : { vendor: { provider: vendor.provider, parts: text(vendor.parts) } }),
  };
}
