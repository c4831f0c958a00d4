import { z } from 'zod';
import { inOneLine } from '../cli-error.js';

const LogLineSchema = z.looseObject({ message: z.string() });
/** A process may have much to say of what is wrong with its surroundings, a line each. */
const KEPT = { said: 50, logged: 5 };

export interface LastWords {
  add(line: string): void;
  /** In one line; empty when nothing was said. */
  text(): string;
}

/**
 * What a process said last before it ended: its own words where it had any, else the messages at the end of its log of
 * JSON lines. A server that cannot start says why in words of its own, beside the log.
 */
export function lastWords(): LastWords {
  const said: string[] = [];
  const logged: string[] = [];
  return {
    add: (line) => {
      const message = loggedMessage(line);
      if (message === undefined) keep(said, line, KEPT.said);
      else keep(logged, message, KEPT.logged);
    },
    text: () => inOneLine((said.length > 0 ? said : logged).join('\n')),
  };
}

function keep(lines: string[], line: string, most: number): void {
  lines.push(line);
  if (lines.length > most) lines.shift();
}

function loggedMessage(line: string): string | undefined {
  try {
    return LogLineSchema.safeParse(JSON.parse(line)).data?.message;
  } catch {
    return undefined;
  }
}
