import type { Json } from './narrative.js';

/** Deeper values are taken for text: nobody means them, and reading them recurses. */
const DEEPEST = 100;

/** The JSON object or list that a text is; undefined where it is none. */
export function readJson(text: string): Json | undefined {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || depthOf(trimmed) > DEEPEST) return undefined;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return undefined;
  }
}

/** How deep its brackets are nested, those in strings included. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The texts and numbers in a value, keys left out, in their order. */
export function leavesOf(json: Json): readonly string[] {
  if (json === null || typeof json === 'boolean') return [];
  if (typeof json !== 'object') return [String(json)];
  return Object.values(json).flatMap((part: Json) => leavesOf(part));
}
