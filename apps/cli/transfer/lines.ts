import { issueWords, RunIdSchema, Sha256Schema } from '#events';
import { OfficeSchema } from '#tasks';
import { z } from 'zod';

/** The first line of a file of runs. */
export const HEAD = { parley: 'runs', version: 1 } as const;
const KindSchema = z.looseObject({
  parley: z.literal(HEAD.parley, 'must be "runs": give a file that `parley export` has written'),
});
/** What is no file of runs is not told that it is of another version. */
export const HeadSchema = KindSchema.pipe(
  z.strictObject({
    parley: z.literal(HEAD.parley),
    version: z.literal(
      HEAD.version,
      `must be ${HEAD.version}: import the file with the version of Parley that has written it, or export it with this one`,
    ),
  }),
);

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

/** What stands after the first line: for each run `run`, then its parts, then `end`; at last `runs`. */
const LINES = [
  RunLineSchema,
  EventLineSchema,
  BlobLineSchema,
  MissingLineSchema,
  OfficeLineSchema,
  EndLineSchema,
  TotalLineSchema,
] as const;
export type Line = z.infer<(typeof LINES)[number]>;

/**
 * The line that its one name says it is.
 * @throws Error or ZodError, in words
 */
export function lineOf(json: unknown): Line {
  const names = Object.keys(Object(json) as object);
  if (names.includes('parley')) throw new Error(SECOND_HEAD);
  const schema = LINES.find(({ shape }) => names.some((name) => name in shape));
  if (schema !== undefined) return schema.parse(json, { error: issueWords });
  throw new Error(`is no line of such a file: it needs one of ${LINES.flatMap(namesOf).join(', ')}`);
}

const SECOND_HEAD = 'another file begins here, with `parley`: import each file by itself';
const namesOf = ({ shape }: (typeof LINES)[number]): readonly string[] => Object.keys(shape);
