import { encode } from '#events';
import type { CarriedRun } from './carried-run.js';
import type { Line } from './lines.js';

/** The run as it stands in a file. */
export function* runLines({ runId, events, blobs, missing, office }: CarriedRun): Generator<Line> {
  yield { run: runId };
  for (const { ref, content } of blobs) {
    yield { blob: { mediaType: ref.mediaType, content: Buffer.from(content).toString('base64') } };
  }
  for (const blob of missing) yield { missing: blob };
  if (office !== undefined) yield { office };
  for (const event of events) {
    const { headers, value } = encode(event);
    yield { event: { headers, value } };
  }
  yield { end: { events: events.length, blobs: blobs.length } };
}
