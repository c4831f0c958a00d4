import { isDeepStrictEqual } from 'node:util';
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import type { ToolResult } from '../port.js';
import { cutToBytes } from '../cut-to-bytes.js';

/** A server's result as the text that a model is shown: what is no text is named, not shown. */
export function resultOf({ content, structuredContent, isError }: CallToolResult, maxBytes: number): ToolResult {
  const blocks = content.map(blockText);
  const told = structuredContent === undefined || isTold(content, structuredContent);
  const text = (told ? blocks : [...blocks, JSON.stringify(structuredContent)]).join('\n');
  return { status: isError === true ? 'error' : 'ok', text: cutToBytes(text === '' ? '(no output)' : text, maxBytes) };
}

/** Servers are asked to give structured content as text too; some give its JSON, some give the texts in it. */
function isTold(content: readonly ContentBlock[], structured: Readonly<Record<string, unknown>>): boolean {
  if (content.some((block) => says(block, structured))) return true;
  const texts = new Set<unknown>(content.flatMap((block) => (block.type === 'text' ? [block.text] : [])));
  return Object.values(structured).every((value) => texts.has(value));
}

function says(block: ContentBlock, structured: unknown): boolean {
  if (block.type !== 'text') return false;
  try {
    return isDeepStrictEqual(JSON.parse(block.text), structured);
  } catch {
    return false;
  }
}

function blockText(block: ContentBlock): string {
  switch (block.type) {
    case 'text':
      return block.text;
    case 'image':
    case 'audio':
      return notShown(block.type, block.mimeType, block.data);
    case 'resource_link':
      return `[link to ${block.uri}: ${block.description ?? block.name}]`;
    case 'resource':
      return 'text' in block.resource
        ? block.resource.text
        : notShown(block.resource.uri, block.resource.mimeType ?? 'unknown type', block.resource.blob);
  }
}

const notShown = (what: string, mediaType: string, base64: string): string =>
  `[${what}, ${mediaType}, ${Buffer.byteLength(base64, 'base64')} bytes: not shown]`;
