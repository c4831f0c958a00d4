import { Logger } from '@nestjs/common';
import type { Trouble } from '#event-log';

const REPEAT_MS = 60_000;
const logger = new Logger('event-log');

/** Logs what the event log has trouble with; the same trouble, tried again and again, once a minute and with how often. */
export function troubleLogger(
  now: () => number,
  log: (text: string) => void = (text) => {
    logger.error(text);
  },
): (trouble: Trouble) => void {
  let last = { text: '', at: -Infinity, unsaid: 0 };
  return (trouble) => {
    const text = textOf(trouble);
    const again = text === last.text;
    if (again && now() - last.at < REPEAT_MS) {
      last.unsaid += 1;
      return;
    }
    if (!again && last.unsaid > 0) log(`${last.text} (${times(last.unsaid)} more)`);
    log(again ? `${text} (again, ${times(last.unsaid + 1)} since)` : text);
    last = { text, at: now(), unsaid: 0 };
  };
}

function textOf(trouble: Trouble): string {
  const where = 'group' in trouble ? `${trouble.group}, partition ${trouble.partition}, ` : '';
  return `${where}${trouble.during}: ${reasonOf(trouble.error)}`;
}

/** Clients for Kafka say that they have given up, and deep within what the broker had said. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  const root = messageOf(rootOf(error));
  return message.includes(root) ? message : `${message} (${root})`;
}

function rootOf(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth === DEEPEST) return error;
  const within: unknown = error instanceof AggregateError ? error.errors.at(-1) : error.cause;
  return within === undefined ? error : rootOf(within, depth + 1);
}

/** A cause may lead in circles. */
const DEEPEST = 10;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);
