import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';

/** Answers of every route under `/v1`. */
const ALWAYS = [400, 403, 429];

export interface Documentation {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly answer: { readonly status?: number; readonly description: string; readonly schema: z.ZodType };
  /** Statuses of problems beside those that every route may have. */
  readonly problems?: readonly number[];
  /** The body may be left out. */
  readonly optionalBody?: true;
}

/** What the OpenAPI document says of a route; parameters and body follow from their schemas. */
export function Documented({ id, summary, description, answer, ...more }: Documentation): MethodDecorator {
  const { status = 200, schema, ...rest } = answer;
  return applyDecorators(
    ApiOperation({ operationId: id, summary, ...(description !== undefined && { description }) }),
    ApiResponse({ status, ...rest, standardSchema: schema }),
    ...[...ALWAYS, ...(more.problems ?? [])].map(problemResponse),
    ...(more.optionalBody === true ? [ApiBody({ required: false })] : []),
    declareParameters,
  );
}

const problemResponse = (status: number): MethodDecorator =>
  ApiResponse({
    status,
    description: STATUS_CODES[status] ?? 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

/** `@nestjs/swagger` looks at schemas of parameters only where types are declared, as `emitDecoratorMetadata` would. */
const declareParameters: MethodDecorator = (prototype, name, descriptor) => {
  const { value } = descriptor;
  const count = typeof value === 'function' ? value.length : 0;
  Reflect.defineMetadata('design:paramtypes', Array<unknown>(count).fill(Object), prototype, name);
};
