import type { RunEvent } from '#events';
import type { CellRun } from '../comparison/run-cells.js';
import { narrator } from '../narration/narrator.js';
import type { Terminal } from '../terminal.js';

/** Of all runs the one with the most kinds of message, and of these with the most messages. */
export const liveliestRun = (runs: readonly CellRun[]): CellRun | undefined =>
  runs.toSorted((a, b) => variety(b.events) - variety(a.events))[0];

const MOST_MESSAGES = 10_000;

function variety(events: readonly RunEvent[]): number {
  const kinds = events.flatMap((event) => (event.type === 'MessageSent' ? [event.data.kind] : []));
  return new Set(kinds).size * MOST_MESSAGES + kinds.length;
}

/** A run in short. */
export function sampleText({ events }: CellRun, { paint, width }: Pick<Terminal, 'paint' | 'width'>): string {
  const lines = events.flatMap(narrator({ paint, width, brief: true }));
  return [paint('bold', 'One run in short, who said what to whom:'), ...lines].join('\n');
}
