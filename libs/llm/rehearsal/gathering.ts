import type { PlannedFact } from '#tasks';
import { isUsable, ownCalls, type PlannedCall, type Scene } from './scene.js';

/**
 * The next calls that bring in facts: first searches, then readings of the documents that the request names. A search is
 * left out when only one more turn is left for reading. Nothing when everything has been tried.
 */
export function gatheringCalls(scene: Scene, missing: readonly PlannedFact[]): readonly PlannedCall[] {
  const searches = scene.request.origin.remaining > 1 ? searchCalls(scene, missing) : [];
  return searches.length > 0 ? searches : readingCalls(scene, missing);
}

function searchCalls(scene: Scene, missing: readonly PlannedFact[]): readonly PlannedCall[] {
  if (!isUsable(scene, 'search_documents')) return [];
  const queries = untried(
    missing.map(({ query }) => query),
    ownCalls(scene, 'search_documents', 'query'),
  );
  return queries.map((query) => ({ name: 'search_documents', arguments: { query } }));
}

function readingCalls(scene: Scene, missing: readonly PlannedFact[]): readonly PlannedCall[] {
  if (!isUsable(scene, 'read_document')) return [];
  const ids = untried(
    missing.map(({ documentId }) => documentId),
    ownCalls(scene, 'read_document', 'documentId'),
  );
  return ids
    .filter((id) => isNamed(scene, id))
    .map((documentId) => ({ name: 'read_document', arguments: { documentId } }));
}

const untried = (wanted: readonly string[], tried: readonly { readonly argument: string }[]): readonly string[] =>
  [...new Set(wanted)].filter((one) => !tried.some(({ argument }) => argument === one));

/** The agent knows of a document only what its request says. */
const isNamed = ({ request }: Scene, documentId: string): boolean =>
  request.messages.some(({ text }) => text.includes(documentId));
