/** Overlooks trailing commas, the commonest slip of small models; undefined for what is no JSON. */
export function parseLeniently(text: string): unknown {
  for (const candidate of [text, text.replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}
