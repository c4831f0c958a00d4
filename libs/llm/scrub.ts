/** Shapes in which vendors give out keys, for those that are not ours. */
const KEY_SHAPES = /\b(?:sk|rk|pk|xai|gsk)-[\w-]{16,}|\bAIza[\w-]{20,}|\bBearer\s+[\w.~+/-]{8,}=*/g;

/** The text without these secrets and without whatever else looks like an API key. */
export function scrub(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== '');
  return known.reduce((rest, secret) => rest.replaceAll(secret, '[API key]'), text).replace(KEY_SHAPES, '[API key]');
}
