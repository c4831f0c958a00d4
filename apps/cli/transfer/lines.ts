import { RunIdSchema, Sha256Schema } from '#events';
import { OfficeSchema } from '#tasks';
import { z } from 'zod';

/** The first line of a file of runs. */
export const HEAD = { parley: 'runs', version: 1 } as const;
export const HeadSchema = z.strictObject({ parley: z.literal(HEAD.parley), version: z.literal(HEAD.version) });

const RunLineSchema = z.strictObject({ run: RunIdSchema });
/** An event as it is on the wire: CloudEvents 1.0 in binary mode. */
const EventLineSchema = z.strictObject({
  event: z.strictObject({ headers: z.record(z.string(), z.string()), value: z.string() }),
});
/** `content`: base64. */
const BlobLineSchema = z.strictObject({ blob: z.strictObject({ mediaType: z.string(), content: z.base64() }) });
/** A blob that an event names, and that its installation did not have any more. */
const MissingLineSchema = z.strictObject({ missing: Sha256Schema });
/** How the run's office stood. */
const OfficeLineSchema = z.strictObject({ office: OfficeSchema });
/** The run is whole: so many events and blobs. */
const EndLineSchema = z.strictObject({ end: z.strictObject({ events: z.int(), blobs: z.int() }) });
/** The last line: so many runs. */
const TotalLineSchema = z.strictObject({ runs: z.int() });

/** What stands between the first line and the last: for each run `run`, then its parts, then `end`. */
export const LineSchema = z.union([
  EventLineSchema,
  BlobLineSchema,
  MissingLineSchema,
  OfficeLineSchema,
  RunLineSchema,
  EndLineSchema,
  TotalLineSchema,
]);
export type Line = z.infer<typeof LineSchema>;
