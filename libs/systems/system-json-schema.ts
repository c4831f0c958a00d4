import { z } from 'zod';
import { SystemFileSchema } from './system-file.js';

/** JSON Schema (draft 7, as most editors read it) of a system file. */
export const systemJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(SystemFileSchema, { target: 'draft-7', io: 'input' }),
});
