import MiniSearch from 'minisearch';
import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { passagesOf, type Passage } from './passages.js';
import type { LoadedDocument, ToolResult } from './port.js';

const DEFAULT_RESULTS = 5;
const MAX_RESULTS = 10;
/** A single long line can make a passage longer than this; its snippet is cut. */
const SNIPPET_CHARACTERS = 1_000;
const LISTED_DOCUMENTS = 50;

export const searchDocuments = defineTool({
  name: 'search_documents',
  description:
    "Searches the task's documents for words and returns the best passage of each document that matches, best first, with its documentId, title, score and line numbers.",
  parameters: z.strictObject({
    query: z.string().min(1).max(500).describe('Words that the passage should contain.'),
    limit: z.int().min(1).max(MAX_RESULTS).optional().describe(`Documents at most; ${DEFAULT_RESULTS} if absent.`),
  }),
  effect: 'read',
  timeoutMs: 10_000,
  async run({ query, limit = DEFAULT_RESULTS }, invocation) {
    return search(await invocation.documents(), query, limit);
  },
});

function search(documents: readonly LoadedDocument[], query: string, limit: number): ToolResult {
  if (documents.length === 0) return { status: 'ok', text: 'This task has no documents.' };
  const hits = bestPassages(documents, query);
  if (hits.length === 0) {
    const ids = documents.slice(0, LISTED_DOCUMENTS).map(({ id }) => id);
    return {
      status: 'ok',
      text: `Nothing matches "${query}". Try other words, or read_document with one of: ${ids.join(', ')}`,
    };
  }
  const head = `${hits.length} of ${documents.length} documents match "${query}"; best first:`;
  return { status: 'ok', text: [head, ...hits.slice(0, limit).map(rendered)].join('\n\n') };
}

interface Hit {
  readonly passage: Passage;
  readonly score: number;
}

function bestPassages(documents: readonly LoadedDocument[], query: string): Hit[] {
  const passages = documents.flatMap(passagesOf);
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const index = new MiniSearch<Passage>({ fields: ['title', 'text'] });
  index.addAll(passages);
  const best = new Map<string, Hit>();
  for (const { id, score } of index.search(query)) {
    const passage = byId.get(String(id));
    if (passage !== undefined && !best.has(passage.documentId)) best.set(passage.documentId, { passage, score });
  }
  return [...best.values()];
}

function rendered({ passage, score }: Hit, position: number): string {
  const { documentId, title, firstLine, lastLine, text } = passage;
  const snippet = text.length > SNIPPET_CHARACTERS ? `${text.slice(0, SNIPPET_CHARACTERS)} ...` : text;
  return `${position + 1}. documentId: ${documentId}, title: ${title}, score: ${score.toFixed(2)}, lines ${firstLine}-${lastLine}\n${snippet}`;
}
