import { failureText } from '../reading/control-flow.js';
import { textOf } from '../otlp/attribute-value.js';
import type { FailedAttempt } from '../trajectory.js';
import { reported, wholeMs } from './steps.js';
import type { NumberedCall } from './turn-ids.js';

/** The model calls that were not answered. */
export const failuresOf = (calls: readonly NumberedCall[]): readonly FailedAttempt[] =>
  calls.flatMap(({ call: { span, usage, failed }, agent, turnId, attempt, final }) => {
    if (!failed) return [];
    return {
      agent,
      turnId,
      attempt,
      at: wholeMs(span.endMs),
      code: textOf(span.attributes, 'error.type') ?? 'failed',
      message: failureText(span),
      final,
      ...(usage && { usage: reported(usage) }),
    };
  });
