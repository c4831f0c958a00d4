import { Logger } from '@nestjs/common';
import type { Trouble } from '#event-log';

const REPEAT_MS = 60_000;

/** Logs what the event log has trouble with; the same trouble, tried again and again, once a minute. */
export function troubleLogger(now: () => number): (trouble: Trouble) => void {
  const logger = new Logger('event-log');
  const said = new Map<string, number>();
  return (trouble) => {
    const { during, error } = trouble;
    const where = 'group' in trouble ? `${trouble.group}, partition ${trouble.partition}, ` : '';
    const text = `${where}${during}: ${error instanceof Error ? error.message : String(error)}`;
    if (now() - (said.get(text) ?? -Infinity) < REPEAT_MS) return;
    said.clear();
    said.set(text, now());
    logger.error(text);
  };
}
