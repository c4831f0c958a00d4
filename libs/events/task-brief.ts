import { z } from 'zod';
import { ContentSchema } from './values.js';

export const DocumentSchema = z
  .strictObject({ id: z.string().min(1), title: z.string(), mediaType: z.string().min(1), content: ContentSchema })
  .meta({ id: 'Document' });
export type Document = z.infer<typeof DocumentSchema>;

/** All that a prompt may be built from; by its type it has no expected answer. */
export const TaskBriefSchema = z
  .strictObject({ input: ContentSchema, documents: z.array(DocumentSchema), tools: z.array(z.string()) })
  .meta({ id: 'TaskBrief' });
export type TaskBrief = z.infer<typeof TaskBriefSchema>;

/** A generated task by family, seed and index. */
export const TaskRefSchema = z
  .strictObject({
    family: z.string().regex(/^[a-z][a-z0-9-]*$/),
    seed: z.int().min(0),
    index: z.int().min(0),
    level: z.int().min(1).optional(),
  })
  .meta({ id: 'TaskRef' });
export type TaskRef = z.infer<typeof TaskRefSchema>;
