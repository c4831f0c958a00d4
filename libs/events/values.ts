import { z } from 'zod';

/** Integer milliseconds since 1970-01-01T00:00:00Z. */
export const EpochMsSchema = z.int().min(0);
export const CountSchema = z.int().min(0);
/** Integer millionths of a US dollar. */
export const MicroDollarsSchema = z.int().min(0);
/** Dense position of an event in its run, from 1. */
export const SequenceSchema = z.int().min(1);
export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');

/** Where a value lives that is too long for a record; blobs are owned per run. */
export const BlobRefSchema = z
  .strictObject({ blob: Sha256Schema, bytes: CountSchema, mediaType: z.string().min(1) })
  .meta({ id: 'BlobRef' });
export type BlobRef = z.infer<typeof BlobRefSchema>;

/** Text in place, or a reference to it. */
export const ContentSchema = z.union([z.string(), BlobRefSchema]).meta({ id: 'Content' });
export type Content = z.infer<typeof ContentSchema>;

export const isBlobRef = (content: Content): content is BlobRef => typeof content !== 'string';

/** Size of a content: UTF-8 bytes of a blob, UTF-16 units of inline text (equal for ASCII); for estimates and limits. */
export const sizeOf = (content: Content): number => (typeof content === 'string' ? content.length : content.bytes);

/** Inline text longer than this many UTF-16 units goes to a blob. */
export const INLINE_LIMIT = 16_384;

/** Longest free text for people in a command (a reason, an error's message), UTF-16 units. */
export const WORDS_LIMIT = 2_000;
/** A vote's key that is longer than this many UTF-16 units stands as its SHA-256. */
export const KEY_LIMIT = 64;

/** What a model call used. What is not known is absent, never 0. `input` includes both cache parts, `output` includes reasoning. */
export const UsageSchema = z
  .strictObject({
    input: CountSchema.optional(),
    output: CountSchema.optional(),
    cacheRead: CountSchema.optional(),
    cacheWrite: CountSchema.optional(),
    reasoning: CountSchema.optional(),
    source: z.enum(['reported', 'estimated', 'unknown']),
  })
  .meta({ id: 'Usage' });
export type Usage = z.infer<typeof UsageSchema>;

/** Micro-dollars per million tokens of one model. */
export const PriceSchema = z
  .strictObject({
    input: MicroDollarsSchema,
    output: MicroDollarsSchema,
    cacheRead: MicroDollarsSchema.optional(),
    cacheWrite: MicroDollarsSchema.optional(),
  })
  .meta({ id: 'Price' });
export type Price = z.infer<typeof PriceSchema>;

/** Whole micro-dollars, rounded up; undefined where the usage or the price is not known. */
export function costOf(usage: Usage, price: Price | undefined): number | undefined {
  if (price === undefined || usage.input === undefined || usage.output === undefined) return undefined;
  const read = usage.cacheRead ?? 0;
  const written = usage.cacheWrite ?? 0;
  const perMillion =
    (usage.input - read - written) * price.input +
    read * (price.cacheRead ?? price.input) +
    written * (price.cacheWrite ?? price.input) +
    usage.output * price.output;
  return Math.ceil(perMillion / 1_000_000);
}

/** Input and output tokens together; 0 where nothing is known. */
export const tokensOf = (usage: Usage): number => (usage.input ?? 0) + (usage.output ?? 0);
