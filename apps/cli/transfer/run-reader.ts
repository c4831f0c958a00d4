import { createHash } from 'node:crypto';
import { decode, encode, isEvent, type RunEvent, type RunId } from '#events';
import type { Office } from '#tasks';
import { blobRefsIn } from './blob-refs.js';
import type { CarriedBlob, CarriedRun } from './carried-run.js';
import type { Line } from './lines.js';

type Part = Exclude<Line, { readonly run: RunId } | { readonly end: object } | { readonly runs: number }>;

/** Puts a run together from its lines; every method throws what is wrong, in words. */
export class RunReader {
  readonly #events: RunEvent[] = [];
  readonly #blobs: CarriedBlob[] = [];
  readonly #missing: string[] = [];
  #office: Office | undefined;

  constructor(readonly runId: RunId) {}

  take(part: Part): void {
    if ('event' in part) this.#events.push(this.#next(part.event));
    else if ('blob' in part) this.#blobs.push(blobOf(part.blob));
    else if ('missing' in part) this.#missing.push(part.missing);
    else this.#office = part.office;
  }

  /** The run, which is whole. */
  end({ events, blobs }: { readonly events: number; readonly blobs: number }): CarriedRun {
    if (this.#events.length !== events || this.#blobs.length !== blobs) {
      throw new Error(`run ${this.runId} should have ${events} events and ${blobs} blobs: lines are missing`);
    }
    if (events === 0) throw new Error(`run ${this.runId} has no event`);
    this.#checkBlobs();
    return {
      runId: this.runId,
      events: this.#events,
      blobs: this.#blobs,
      missing: this.#missing,
      ...(this.#office !== undefined && { office: this.#office }),
    };
  }

  /** Byte for byte what this version writes for the same event. */
  #next(wire: { readonly headers: Readonly<Record<string, string>>; readonly value: string }): RunEvent {
    const event = decode(wire);
    if (!isEvent(event)) throw new Error(`a ${event.type} is no event`);
    const sequence = this.#events.length + 1;
    if (event.runId !== this.runId || event.sequence !== sequence) {
      throw new Error(
        `event ${event.sequence} of run ${event.runId} stands where event ${sequence} of ${this.runId} should`,
      );
    }
    if (encode(event).value !== wire.value) {
      throw new Error(`event ${sequence} of run ${this.runId} is not as it was written: its bytes were changed`);
    }
    return event;
  }

  #checkBlobs(): void {
    const known = new Set([...this.#blobs.map(({ ref }) => ref.blob), ...this.#missing]);
    for (const { blob } of blobRefsIn(this.#events)) {
      if (!known.delete(blob)) throw new Error(`run ${this.runId} names a blob ${blob} that is not among its lines`);
    }
    for (const blob of known)
      throw new Error(`no event of run ${this.runId} names the blob ${blob}: its content was changed`);
  }
}

function blobOf({ mediaType, content: base64 }: { readonly mediaType: string; readonly content: string }): CarriedBlob {
  const content = Buffer.from(base64, 'base64');
  const blob = createHash('sha256').update(content).digest('hex');
  return { ref: { blob, bytes: content.byteLength, mediaType }, content };
}
