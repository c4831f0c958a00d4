import type { Case } from '../detectors/detector.js';
import type { Speech } from '../narrative/narrative.js';

/** Somebody else had been asked to speak: by the last order, or by name in the speech before. */
export function isUnasked({ narrative, commitments }: Case, { at, speaker, isOrder }: Speech): boolean {
  const order = commitments.orders.findLast(({ given }) => given.at < at);
  if (isOrder || order?.from === speaker) return false;
  if (order !== undefined) return !order.to.includes(speaker);
  const before = narrative.entries.slice(0, at).findLast(({ kind }) => kind === 'speech' || kind === 'request');
  const asked = narrative.agents.filter((agent) => agent !== speaker && isAddressed(before?.text ?? '', agent));
  return asked.length > 0 && !isAddressed(before?.text ?? '', speaker);
}

/** By `@Name`, or by its name and a comma at the beginning. */
const isAddressed = (text: string, agent: string): boolean =>
  text.includes(`@${agent}`) || text.trimStart().startsWith(`${agent},`);
