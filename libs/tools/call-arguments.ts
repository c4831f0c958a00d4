import type { ToolDefinition } from '#events';
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { LRUCache } from 'lru-cache';

export type CheckedArguments = { readonly ok: unknown } | { readonly problem: string };

type Compiled = { readonly validate: ValidateFunction } | { readonly problem: string };

// Schemas come from tools and their authors: a keyword or format that is not known here is no reason to refuse a call.
// They are not kept by id, so that the ids in schemas of different authors never meet.
const OPTIONS: Options = { allErrors: true, strict: false, logger: false, addUsedSchema: false };
const DRAFT_2020 = new Ajv2020(OPTIONS);
const DRAFT_7 = new Ajv(OPTIONS);
/** By their JSON: the definitions of a run are read anew for each of its turns. */
const compiled = new LRUCache<string, Compiled>({ max: 1_000 });

/** Parses and validates a call's arguments as the model wrote them; a problem is worded for the model to act on. */
export function checkArguments(definition: ToolDefinition, written: string): CheckedArguments {
  const parsed = parse(written);
  if ('problem' in parsed) return parsed;
  const schema = compiledOf(definition.parameters);
  if ('problem' in schema) return { problem: `its schema cannot be used: ${schema.problem}` };
  if (schema.validate(parsed.ok)) return parsed;
  const problems = (schema.validate.errors ?? []).map(worded).join('; ');
  return { problem: `${problems}. The schema is ${JSON.stringify(definition.parameters)}` };
}

/** Why arguments could not be checked with this JSON Schema; undefined where they can. */
export function schemaProblem(parameters: ToolDefinition['parameters']): string | undefined {
  if (parameters['type'] !== 'object') return 'its "type" must be "object"';
  const schema = compiledOf(parameters);
  return 'problem' in schema ? schema.problem : undefined;
}

/** Some models send nothing where a call has no arguments. */
function parse(written: string): CheckedArguments {
  try {
    return { ok: JSON.parse(written.trim() === '' ? '{}' : written) };
  } catch (error) {
    return { problem: `arguments must be one JSON object, but they are not valid JSON (${String(error)})` };
  }
}

function compiledOf(parameters: ToolDefinition['parameters']): Compiled {
  const key = JSON.stringify(parameters);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const schema = compile(parameters);
  compiled.set(key, schema);
  return schema;
}

/** As JSON Schema 2020-12, else as draft 7, whatever `$schema` says: few say it, and fewer rightly. */
function compile({ $schema: _dialect, ...schema }: ToolDefinition['parameters']): Compiled {
  const modern = compileAs(DRAFT_2020, schema);
  if ('validate' in modern) return modern;
  const older = compileAs(DRAFT_7, schema);
  return 'validate' in older ? older : modern;
}

function compileAs(dialect: Ajv | Ajv2020, schema: ToolDefinition['parameters']): Compiled {
  try {
    return { validate: dialect.compile(schema) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    dialect.removeSchema(schema);
  }
}

function worded({ instancePath, keyword, message, params }: ErrorObject): string {
  const field = instancePath === '' ? 'arguments' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') return `${field}: remove "${String(params['additionalProperty'])}"`;
  if (keyword === 'required') return `${field}: add "${String(params['missingProperty'])}"`;
  if (keyword === 'enum') return `${field}: must be one of ${JSON.stringify(params['allowedValues'])}`;
  return `${field}: ${message ?? 'is not valid'}`;
}
