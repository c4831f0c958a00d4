import { z } from 'zod';

const LogLineSchema = z.looseObject({ message: z.string() });

export interface LastLines {
  add(line: string): void;
  all(): readonly string[];
}

/** The last lines of a log; of JSON lines the message alone. */
export function lastLines(limit: number): LastLines {
  const kept: string[] = [];
  return {
    add: (line) => {
      kept.push(messageOf(line));
      if (kept.length > limit) kept.shift();
    },
    all: () => kept,
  };
}

function messageOf(line: string): string {
  try {
    const parsed = LogLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.message : line;
  } catch {
    return line;
  }
}
