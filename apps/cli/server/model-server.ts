import { z } from 'zod';
import { badInput, reasonOf, unreachable } from '../cli-error.js';
import type { Session } from '../session.js';

const ModelsSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string().min(1) })) });

/** The name of the one model that an OpenAI-compatible server has. */
export async function onlyModelAt(baseUrl: string, { env, signal }: Session): Promise<string> {
  const names = await modelsAt(`${baseUrl.replace(/\/+$/, '')}/models`, env['PARLEY_API_KEY'], signal);
  const [first, ...others] = names;
  if (first !== undefined && others.length === 0) return first;
  const known = first === undefined ? 'names no model' : `has ${names.join(', ')}`;
  throw badInput(`the server at --base-url ${known}: choose one with --model openai-compatible/NAME`);
}

async function modelsAt(url: string, key: string | undefined, signal: AbortSignal): Promise<readonly string[]> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    throw unreachable(`--base-url: cannot reach ${url}: ${reasonOf(error)}; is the model server running?`, error);
  });
  const parsed = ModelsSchema.safeParse(await response.json().catch(() => undefined));
  if (response.ok && parsed.success) return parsed.data.data.map(({ id }) => id);
  throw badInput(
    `--base-url: ${url} did not list its models (${response.status}): name one with --model openai-compatible/NAME`,
  );
}
