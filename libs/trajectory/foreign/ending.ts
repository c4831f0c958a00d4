import type { Span } from '../otlp/span.js';
import { failureText, hasFailed } from '../reading/control-flow.js';
import { NONE, type Forest } from '../structure/forest.js';
import type { Ending } from '../trajectory.js';

/**
 * The span that ends with the run: of several traces the root that ended last, since who calls others outlives them, and a
 * conversation is at its latest turn. Undefined where no root was received.
 */
export function rootOf(forest: Forest): Span | undefined {
  const roots = forest.filter(({ parent, orphan }) => parent === NONE && !orphan).map(({ span }) => span);
  return roots.reduce<Span | undefined>(
    (last, span) => (last === undefined || span.endMs > last.endMs ? span : last),
    undefined,
  );
}

/** Also an error that a failed call below explains is the end of the run. */
export function endingOf(root: Span | undefined): Ending {
  if (root === undefined) return { status: 'unknown' };
  return hasFailed(root) ? { status: 'error', message: failureText(root) } : { status: 'ok' };
}
