import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What a running `apps/local` writes into its data directory. */
const ServerFileSchema = z.looseObject({
  url: z.url(),
  lease: z.looseObject({ port: z.int().min(1), greeting: z.string().min(1) }),
});
export type ServerFile = z.infer<typeof ServerFileSchema>;

/** What the directory says of its server; the file may have been left behind by one that was killed. */
export async function serverFileIn(directory: string): Promise<ServerFile | undefined> {
  const text = await readFile(path.join(directory, 'server.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsed(text);
}

function parsed(text: string): ServerFile | undefined {
  try {
    return ServerFileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
