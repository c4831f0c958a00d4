type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** Whether every object in a JSON Schema allows nothing but its properties and requires all of them. */
export function isClosed(schema: Schema): boolean {
  const { type, properties, required = [], additionalProperties } = schema;
  const names = isSchema(properties) ? Object.keys(properties) : [];
  const complete = Array.isArray(required) && names.every((name) => required.includes(name));
  if (type === 'object' && (additionalProperties !== false || !complete)) return false;
  return Object.values(schema).every((value) => !isSchema(value) || isClosed(value));
}
