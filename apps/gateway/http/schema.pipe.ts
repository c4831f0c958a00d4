import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { invalidRequest } from './field-errors.js';
import { issueWords } from '#events';
import { refuseReservedNames } from './reserved-names.js';

/** Parses every argument that has a schema; what does not fit it is a problem that names each field and its fix. */
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    refuseReservedNames(value);
    const parsed = schema.safeParse(value, { error: issueWords });
    if (!parsed.success) throw invalidRequest(parsed.error.issues);
    return parsed.data;
  }
}
