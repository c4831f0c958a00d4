import { compile } from 'json-p3';
import { z } from 'zod';
import type { GraderSpec } from './task.js';

const isPath = (path: string): boolean => {
  try {
    compile(path);
    return true;
  } catch {
    return false;
  }
};

/** A JSONPath as RFC 9535 defines it. */
const JsonPathSchema = z.string().refine(isPath, 'is no JSONPath: write one as in `$.result.total`');
const ToleranceSchema = z.number().min(0);

/** The whole of a grader, as the blob that only a grader reads holds it. */
export const GraderSpecSchema: z.ZodType<GraderSpec> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact'), expected: z.string() }),
  z.strictObject({
    kind: z.literal('numeric'),
    expected: z.number(),
    tolerance: ToleranceSchema,
    unit: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('one-of'), expected: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('json-path'), path: JsonPathSchema, expected: z.unknown() }),
  z.strictObject({ kind: z.literal('none') }),
]);
