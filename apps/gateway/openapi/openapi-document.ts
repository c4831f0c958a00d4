import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject, type SwaggerDocumentOptions } from '@nestjs/swagger';
import type { DescribedRoute } from '#platform';
import { z } from 'zod';
import { ProblemDocumentSchema } from '../http/problem.js';

type Converter = NonNullable<SwaggerDocumentOptions['standardSchemaConverter']>;
type Converted = NonNullable<ReturnType<Converter>>;

/**
 * The OpenAPI 3.1 document of every controller in the application, from the schemas that validate its requests, and of the
 * routes that are described apart.
 */
export function openApiDocument(app: INestApplication, described: readonly DescribedRoute[]): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setVersion('1')
    .setDescription(
      'Runs of agent teams: start them, follow them, and see what they cost. Refusals are RFC 9457 problems.',
    )
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: toOpenApi });
  const problem = converted(ProblemDocumentSchema, 'output').components;
  return {
    ...document,
    paths: withRoutes(document.paths, described),
    components: { ...document.components, schemas: { ...document.components?.schemas, ...problem } },
  };
}

function withRoutes(paths: OpenAPIObject['paths'], described: readonly DescribedRoute[]): OpenAPIObject['paths'] {
  const all = { ...paths };
  for (const { path, method, operation } of described) all[path] = { ...all[path], [method]: operation };
  return all;
}

/** By itself `@nestjs/swagger` asks a schema for its OpenAPI 3.0 form; OpenAPI 3.1 is JSON Schema 2020-12. */
const toOpenApi: Converter = (schema, { schemaType }) =>
  schema instanceof z.ZodType ? converted(schema, schemaType) : undefined;

/** The schema stands inside another one while it is converted, so that one with an id becomes a component like any other. */
function converted(schema: z.ZodType, io: 'input' | 'output'): Converted {
  const around = z.toJSONSchema(z.object({ schema }), { target: 'draft-2020-12', io });
  const { $defs = {}, properties = {} } = JSON.parse(
    JSON.stringify(around).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as typeof around;
  const components = Object.entries($defs).map(([name, { id: _id, ...component }]) => [name, component] as const);
  return { schema: properties['schema'], components: Object.fromEntries<unknown>(components) };
}
