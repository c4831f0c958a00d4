import { compile } from 'json-p3';
import { z } from 'zod';
import { OfficeSchema } from './families/office/office-state.js';
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
const PortionSchema = z.strictObject({ count: z.int().min(1), item: z.string().min(1) });
const RecipeSchema = z.strictObject({
  id: z.string().regex(/^R\d+$/, 'must be as in `R7`'),
  needs: z.array(PortionSchema).min(1),
  tool: z.string().min(1).exactOptional(),
  makes: PortionSchema,
});
const WorkshopSchema = z.strictObject({
  stock: z.array(PortionSchema),
  recipes: z.array(RecipeSchema),
  wanted: PortionSchema,
});
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
  z.strictObject({ kind: z.literal('crafting'), workshop: WorkshopSchema, possible: z.boolean() }),
  z.strictObject({ kind: z.literal('office'), initial: OfficeSchema, expected: OfficeSchema }),
  z.strictObject({ kind: z.literal('none') }),
]);
