import { z } from 'zod';

const ListeningSchema = z.object({ listening: z.url() });
const StayingSchema = z.object({ staying: z.literal(true) });

/** What a server says to who started it, in lines of JSON on stdout; anything else is log. */
export type ServerLine = { readonly listening: string } | { readonly staying: true };

const ServerLineSchema: z.ZodType<ServerLine> = z.union([ListeningSchema, StayingSchema]);

export function serverLineOf(line: string): ServerLine | undefined {
  try {
    return ServerLineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
