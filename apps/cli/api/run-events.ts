import { z } from 'zod';
import { decode, isEvent, issueWords, type RunEvent } from '#events';
import { CliError, reasonOf } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';

/** A CloudEvent in JSON as the API sends it; what `decode` checks is left to it. */
const CloudEventSchema = z.looseObject({ sequence: z.int().min(1), data: z.unknown() });

/**
 * The event that a CloudEvent in JSON is.
 * @throws CliError when it is none that this version knows
 */
export function runEventOf(json: unknown): RunEvent {
  try {
    const { data, ...attributes } = CloudEventSchema.parse(json, { error: issueWords });
    const headers = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)] as const);
    const message = decode({ headers: Object.fromEntries(headers), value: JSON.stringify(data) });
    if (isEvent(message)) return message;
  } catch (error) {
    throw new CliError(`the server sent an event that cannot be read: ${reasonOf(error)}`, EXIT.internal, {
      cause: error,
    });
  }
  throw new CliError('the server sent a command among the events; is it of another version?', EXIT.internal);
}
