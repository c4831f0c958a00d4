/** Arguments of a control call by name, or why its JSON text gives none. */
export type ControlArguments = { readonly values: Readonly<Record<string, unknown>> } | { readonly problem: string };

/** Reads arguments as a model wrote them; no text at all counts as no arguments. */
export function parseArguments(text: string): ControlArguments {
  if (text.trim() === '') return { values: {} };
  const parsed = parseJson(text);
  if ('problem' in parsed) return parsed;
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'the arguments must be one JSON object' };
  }
  return { values: Object.fromEntries(Object.entries(value)) };
}

/** An argument as text: a string that is not blank, or a number in its shortest form; anything else is none. */
export function textArgument(values: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = values[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: `the arguments are not valid JSON (${String(error)})` };
  }
}
