import { isBlobRef, outcomesIn, wordsIn, type BlobRef, type Content, type EventData, type RunEvent } from '#events';

/**
 * The texts of an event that lie in blobs, as far as they are for its readers: not what only a grader may read, nor what a
 * rehearsal has injected, nor a vendor's own parts.
 */
export const textsIn = (event: RunEvent): readonly BlobRef[] => contentsOf(event).filter(isBlobRef);

function contentsOf(event: RunEvent): readonly Content[] {
  if (event.type === 'RunStarted') return inStart(event.data);
  return [...wordsIn(event), ...outcomesIn(event).flatMap(({ result, whole }) => [result, ...(whole ? [whole] : [])])];
}

function inStart({ brief, system }: EventData<'RunStarted'>): readonly Content[] {
  const instructions = system.agents.map((agent) => agent.instructions);
  const documents = brief.documents.map(({ content }) => content);
  return [brief.input, ...documents, ...instructions, ...Object.values(system.prompts)];
}
