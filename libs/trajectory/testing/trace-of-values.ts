import type { TracePart } from '../received/received-traces.js';
import { partsOf } from './parts-of.js';

const AT_ONCE = 900_000;
const EMPTY_EVENT = 2;

/** The parts of a trace of a few bytes that holds so many values: each event of its spans counts as two. */
export const traceOfValues = (traceId: string, values: number): readonly TracePart[] =>
  Array.from({ length: Math.ceil(values / AT_ONCE) }, (_, nth) => {
    const [spanId, events] = [
      (nth + 1).toString(16).padStart(16, '0'),
      new Array<object>(AT_ONCE / EMPTY_EVENT).fill({}),
    ];
    const span = { traceId, spanId, name: 'x', startTimeUnixNano: '1', endTimeUnixNano: '2', events };
    return partsOf({ resourceSpans: [{ resource: {}, scopeSpans: [{ scope: {}, spans: [span] }] }] });
  }).flat();
