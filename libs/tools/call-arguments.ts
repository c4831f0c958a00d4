import type { ToolDefinition } from '#events';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

export type CheckedArguments = { readonly ok: unknown } | { readonly problem: string };

// Schemas come from tools and their authors: a keyword that this dialect does not know is no reason to refuse a call.
const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new WeakMap<ToolDefinition, ValidateFunction>();

/** Parses and validates a call's arguments as the model wrote them; a problem is worded for the model to act on. */
export function checkArguments(definition: ToolDefinition, written: string): CheckedArguments {
  const parsed = parse(written);
  if ('problem' in parsed) return parsed;
  const validate = validatorOf(definition);
  if (validate(parsed.ok)) return parsed;
  const problems = (validate.errors ?? []).map(worded).join('; ');
  return { problem: `${problems}. The schema is ${JSON.stringify(definition.parameters)}` };
}

/** Some models send nothing where a call has no arguments. */
function parse(written: string): CheckedArguments {
  try {
    return { ok: JSON.parse(written.trim() === '' ? '{}' : written) };
  } catch (error) {
    return { problem: `arguments must be one JSON object, but they are not valid JSON (${String(error)})` };
  }
}

function validatorOf(definition: ToolDefinition): ValidateFunction {
  const known = validators.get(definition);
  if (known !== undefined) return known;
  const validate = ajv.compile(definition.parameters);
  validators.set(definition, validate);
  return validate;
}

function worded({ instancePath, keyword, message, params }: ErrorObject): string {
  const field = instancePath === '' ? 'arguments' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') return `${field}: remove "${String(params['additionalProperty'])}"`;
  if (keyword === 'required') return `${field}: add "${String(params['missingProperty'])}"`;
  if (keyword === 'enum') return `${field}: must be one of ${JSON.stringify(params['allowedValues'])}`;
  return `${field}: ${message ?? 'is not valid'}`;
}
