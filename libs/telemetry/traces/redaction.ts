/** Keys as vendors write them, and what stands behind `Bearer`. */
const KEY_SHAPES = [
  /\b(?:sk|pk|rk)-[\w-]{16,}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[\w-]{16,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /(?<=\bBearer )[\w.~+/-]{16,}=*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
] as const;

const MASK = '***';
/** Shorter texts are words. */
const SHORTEST = 8;

/** Takes these secrets, and whatever looks like a key, out of texts that go onto spans. */
export function redaction(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter(({ length }) => length >= SHORTEST).sort((one, other) => other.length - one.length);
  return (text) => {
    const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
    return KEY_SHAPES.reduce((rest, shape) => rest.replace(shape, MASK), withoutKnown);
  };
}
