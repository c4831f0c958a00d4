import type { Content, VendorParts } from '#events';
import type { Piece } from './piece.js';

/** A prompt whose long texts are still references. */
export interface Conversation {
  readonly system: Content;
  readonly items: readonly ConversationItem[];
}

export type ConversationItem = UserItem | AssistantItem | ToolItem;

/** Everything that an agent is told between two of its answers; the pieces are joined as they stand. */
export interface UserItem {
  readonly role: 'user';
  readonly pieces: readonly Piece[];
}

/** An agent's own answer, verbatim. */
export interface AssistantItem {
  readonly role: 'assistant';
  readonly text: Content;
  readonly calls: readonly { readonly callId: string; readonly name: string; readonly arguments: Content }[];
  readonly vendor?: VendorParts;
}

/** What came of one of its calls. */
export interface ToolItem {
  readonly role: 'tool';
  readonly callId: string;
  readonly name: string;
  readonly text: Content;
}

/** Joins texts by a blank line, leaving out empty ones. */
export const paragraphs = (texts: readonly (readonly Piece[])[]): readonly Piece[] =>
  texts
    .filter((pieces) => pieces.length > 0)
    .flatMap((pieces, index) => (index === 0 ? pieces : [{ content: '\n\n' }, ...pieces]));
