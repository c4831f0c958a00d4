import type { LoadedDocument } from './port.js';

/** Consecutive lines of a document, numbered from 1. */
export interface Passage {
  readonly id: string;
  readonly documentId: string;
  readonly title: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/** A passage ends before the line that would make it longer than this, and before every heading. */
const PASSAGE_CHARACTERS = 700;

/** Cuts a document into passages that cover it without overlap; a line is never split. */
export function passagesOf({ id, title, text }: LoadedDocument): readonly Passage[] {
  const passages: Passage[] = [];
  let lines: string[] = [];
  let firstLine = 1;
  const close = () => {
    const passage = lines.join('\n');
    const lastLine = firstLine + lines.length - 1;
    if (passage.trim() !== '') {
      passages.push({ id: `${id}:${firstLine}`, documentId: id, title, firstLine, lastLine, text: passage });
    }
    firstLine = lastLine + 1;
    lines = [];
  };
  let length = 0;
  for (const line of text.split('\n')) {
    if (length > 0 && (line.startsWith('#') || length + line.length > PASSAGE_CHARACTERS)) {
      close();
      length = 0;
    }
    lines.push(line);
    length += line.length + 1;
  }
  close();
  return passages;
}
