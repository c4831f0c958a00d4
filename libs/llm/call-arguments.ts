/** Arguments as an object, which some vendors insist on; those that a model has written wrongly under `unreadable`. */
export function argumentsObject(written: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(written);
    if (isObject(parsed)) return parsed;
  } catch {
    // Not JSON, so not readable: as below.
  }
  return written.trim() === '' ? {} : { unreadable: written };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Many servers parse the calls of a history and fail on arguments that a model has written wrongly. */
export function argumentsText(written: string): string {
  try {
    JSON.parse(written);
    return written;
  } catch {
    return JSON.stringify({ unreadable: written });
  }
}
