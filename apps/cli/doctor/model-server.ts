import { z } from 'zod';
import type { Config } from '#platform';
import { reasonOf } from '../cli-error.js';
import { bad, note, ok, type Finding } from './finding.js';

const PATIENCE_MS = 5_000;
const ModelsSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** Asks the configured server what models it has. */
export async function modelServerFinding(
  { defaultModel, apiKey }: Pick<Config, 'defaultModel' | 'apiKey'>,
  interruption: AbortSignal,
): Promise<Finding> {
  if (defaultModel === undefined) {
    return note('model', 'runs that name no model are rehearsed: set PARLEY_BASE_URL and PARLEY_MODEL for a real one');
  }
  const url = `${defaultModel.baseUrl.replace(/\/+$/, '')}/models`;
  const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey.reveal()}` };
  const signal = AbortSignal.any([interruption, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    return await verdictOn(await fetch(url, { headers, signal }), url, defaultModel.model);
  } catch (error) {
    return bad('model', `${url} cannot be reached (${reasonOf(error)}): start the server, or correct PARLEY_BASE_URL`);
  }
}

async function verdictOn(response: Response, url: string, model: string): Promise<Finding> {
  if (response.status === 401 || response.status === 403) {
    return bad('model', `${url} refuses the key (${response.status}): correct PARLEY_API_KEY`);
  }
  const listed = ModelsSchema.safeParse(await response.json().catch(() => undefined));
  if (!response.ok || !listed.success) return note('model', `${url} does not list its models (${response.status})`);
  const names = listed.data.data.map(({ id }) => id);
  if (names.includes(model)) return ok('model', `${model} is at ${url}`);
  return bad('model', `${url} has no ${model}: set PARLEY_MODEL to one of ${names.join(', ')}`);
}
