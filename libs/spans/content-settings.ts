import type { BlobRef, EventOf } from '#events';

/** Values of OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT, the default first. Those with events are not among them. */
export const CONTENT_CAPTURES = ['NO_CONTENT', 'SPAN_ONLY'] as const;
export type ContentCapture = (typeof CONTENT_CAPTURES)[number];

/** Whether and how what people, models and tools have said stands on spans. */
export interface ContentSettings {
  readonly capture: ContentCapture;
  /** Longest content attribute, in UTF-16 units. */
  readonly limit: number;
  /** Applied to every text before anything else is done with it. */
  readonly redact?: (text: string) => string;
  /** The text of a blob, where it is at hand. */
  readonly textOf?: (ref: BlobRef) => string | undefined;
  /** The whole prompt of a request; without it only instructions are known. */
  readonly promptOf?: (request: EventOf<'TurnRequested'>) => Prompt | undefined;
}

/** A prompt with every text in place. */
export interface Prompt {
  readonly system: string;
  readonly messages: readonly PromptMessage[];
}

export type PromptMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly PromptCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly text: string };

export interface PromptCall {
  readonly callId: string;
  readonly name: string;
  readonly arguments: string;
}

/** The settings where spans may hold content. */
export const onSpans = (settings: ContentSettings | undefined): ContentSettings | undefined =>
  settings?.capture === 'SPAN_ONLY' ? settings : undefined;
