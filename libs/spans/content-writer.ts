import { isBlobRef, type Content } from '#events';
import type { AttributeName, Attributes } from './attributes.js';
import type { ContentSettings } from './content-settings.js';
import { fitJson, fitText, type Fitted, type Json } from './fit-json.js';

/** Attributes that hold content, each of at most the settings' length. */
export type ContentName = Extract<
  AttributeName,
  `gen_ai.${'system' | 'input' | 'output' | 'tool.call.a' | 'tool.call.r' | 'tool.d'}${string}`
>;

/** Writes the contents of one span. */
export interface ContentWriter {
  /** A text of the attribute; where it is not at hand, that and its size. */
  read(name: ContentName, content: Content): string;
  /** The attribute is a text. */
  text(name: ContentName, content: Content): void;
  /** The attribute is a JSON array. */
  list(name: ContentName, items: readonly Json[]): void;
  written(): Attributes;
}

export function contentWriter({ limit, redact = (text) => text, textOf }: ContentSettings): ContentWriter {
  const values = new Map<ContentName, string>();
  const shortened = new Set<ContentName>();
  const omitted = new Set<ContentName>();

  const find = (name: ContentName, content: Content): string | undefined => {
    const text = isBlobRef(content) ? textOf?.(content) : content;
    if (text === undefined) omitted.add(name);
    return text === undefined ? undefined : redact(text);
  };
  const write = (name: ContentName, fitted: Fitted): void => {
    if (fitted.text !== undefined) values.set(name, fitted.text);
    if (fitted.shortened) shortened.add(name);
  };

  return {
    read: (name, content) => find(name, content) ?? placeholder(content),
    text: (name, content) => {
      const text = find(name, content);
      if (text !== undefined) write(name, fitText(text, limit));
    },
    list: (name, items) => {
      write(name, fitJson(items, limit));
    },
    written: () => ({
      ...Object.fromEntries(values),
      ...(shortened.size > 0 && { 'parley.content.shortened': [...shortened] }),
      ...(omitted.size > 0 && { 'parley.content.omitted': [...omitted] }),
    }),
  };
}

const placeholder = (content: Content): string =>
  isBlobRef(content) ? `[${content.bytes} bytes of ${content.mediaType}]` : '';
