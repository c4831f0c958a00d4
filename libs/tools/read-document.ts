import { z } from 'zod';
import { defineTool } from './define-tool.js';
import type { LoadedDocument, ToolResult } from './port.js';

const DEFAULT_LINES = 200;
const MAX_LINES = 400;
/** No reading returns more than this of a document, however long its lines are. */
const MAX_CHARACTERS = 10_000;

export const readDocument = defineTool({
  name: 'read_document',
  description: 'Returns the lines of one document. Long documents come in parts; each part says how to read on.',
  parameters: z.strictObject({
    documentId: z.string().min(1).describe('Id of the document, as listed in the task or found by search_documents.'),
    from: z.int().min(1).optional().describe('First line to read; 1 if absent.'),
    lines: z.int().min(1).max(MAX_LINES).optional().describe(`Lines to read; ${DEFAULT_LINES} if absent.`),
  }),
  effect: 'read',
  timeoutMs: 10_000,
  async run({ documentId, from = 1, lines = DEFAULT_LINES }, invocation) {
    const all = await invocation.documents();
    const document = all.find(({ id }) => id === documentId);
    if (document !== undefined) return readLines(document, from, lines);
    const known = all.length === 0 ? 'this task has none' : `use one of: ${all.map(({ id }) => id).join(', ')}`;
    return { status: 'error', text: `documentId: there is no document "${documentId}"; ${known}` };
  },
});

function readLines({ id, title, text }: LoadedDocument, from: number, wanted: number): ToolResult {
  const all = text.split('\n');
  if (from > all.length) return { status: 'error', text: `from: document "${id}" ends at line ${all.length}` };
  const part = within(all.slice(from - 1, from - 1 + wanted));
  const last = from + part.length - 1;
  const head = `${id} (${title}), lines ${from}-${last} of ${all.length}:`;
  const more = `[lines ${last + 1}-${all.length} follow: read on with {"documentId": ${JSON.stringify(id)}, "from": ${last + 1}}]`;
  return { status: 'ok', text: [head, ...part, ...(last < all.length ? [more] : [])].join('\n') };
}

/** As many whole lines as fit; a first line that does not fit is cut, and says so. */
function within(lines: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = lines.findIndex((line) => (length += line.length + 1) > MAX_CHARACTERS);
  if (fitting === -1) return lines;
  if (fitting > 0) return lines.slice(0, fitting);
  const [first = ''] = lines;
  return [`${first.slice(0, MAX_CHARACTERS)} [line cut: first ${MAX_CHARACTERS} of ${first.length} characters]`];
}
