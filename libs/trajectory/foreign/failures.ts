import { textOf } from '../otlp/attribute-value.js';
import { reasonAt } from '../structure/faults.js';
import type { Forest } from '../structure/forest.js';
import type { FailedAttempt } from '../trajectory.js';
import { reported, wholeMs } from './steps.js';
import type { NumberedCall } from './turn-ids.js';

/** The model calls that were not answered. */
export const failuresOf = (forest: Forest, calls: readonly NumberedCall[]): readonly FailedAttempt[] =>
  calls.flatMap(({ call: { node, span, usage, failed }, agent, turnId, attempt, final }) => {
    if (!failed) return [];
    return {
      agent,
      turnId,
      attempt,
      at: wholeMs(span.endMs),
      code: textOf(span.attributes, 'error.type') ?? 'failed',
      message: reasonAt(forest, node),
      final,
      ...(usage && { usage: reported(usage) }),
    };
  });
