import { z } from 'zod';

const ListeningSchema = z.object({ listening: z.url() });

/** The address in a server's `{"listening": url}` line; undefined for any other line. */
export function listeningUrl(line: string): string | undefined {
  try {
    const parsed = ListeningSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.listening : undefined;
  } catch {
    return undefined;
  }
}
