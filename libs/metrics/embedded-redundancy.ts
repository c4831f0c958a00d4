import type { Trajectory } from '#trajectory';
import { agentTexts } from './agent-texts.js';
import { meanLikeness } from './mean-likeness.js';
import { absent } from './measure.js';
import type { Redundancy } from './redundancy.js';

/** Vectors of texts by their text, all by one model. */
export type TextVectors = ReadonlyMap<string, readonly number[]>;

/** Pieces of what was said that `embeddedRedundancyOf` needs the vectors of, each once; none where it needs nobody's words. */
export function piecesToEmbed(trajectory: Trajectory): readonly string[] {
  const agents = agentTexts(trajectory);
  return agents.length < 2 ? [] : [...new Set(agents.flat().flatMap(piecesOf))];
}

/** Characters of a piece; models read as much at least, in prose. */
const PIECE = /[^]{1,2000}/gu;

const piecesOf = (text: string): readonly string[] => text.match(PIECE)?.filter((piece) => piece.trim() !== '') ?? [];

/**
 * Mean cosine similarity of what two agents said, over all pairs. An agent's vector is the sum of the directions of its
 * pieces, each weighted by its characters, so that one long text counts no more than its length in short ones. Opposite
 * directions count as 0.
 */
export function embeddedRedundancyOf(trajectory: Trajectory, vectors: TextVectors, method: string): Redundancy {
  const agents = agentTexts(trajectory).map((texts) => directionOf(texts.flatMap(piecesOf), vectors));
  const known = agents.filter((agent) => agent !== undefined);
  if (agents.length > 1 && known.length < agents.length)
    return { method, ...absent('an agent’s words have no vector') };
  return { method, ...meanLikeness(known, (one, other) => Math.min(1, Math.max(0, product(one, other)))) };
}

type Vector = readonly number[];

/** Of length 1; undefined where a vector is missing or all are 0. */
function directionOf(pieces: readonly string[], vectors: TextVectors): Vector | undefined {
  let sum: Vector = [];
  for (const piece of pieces) {
    const unit = scaled(vectors.get(piece) ?? []);
    if (unit === undefined) return undefined;
    sum = unit.map((value, at) => value * piece.length + (sum[at] ?? 0));
  }
  return scaled(sum);
}

function scaled(vector: Vector): Vector | undefined {
  const length = Math.sqrt(product(vector, vector));
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : undefined;
}

const product = (one: Vector, other: Vector): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
