import { readFileSync } from 'node:fs';

export const VENDORS = ['openai', 'anthropic', 'google'] as const;
export type Vendor = (typeof VENDORS)[number];

/** How a vendor is reached: with this key, and at another address than its own. */
export interface VendorAccess {
  readonly apiKey: string;
  readonly baseUrl?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where each vendor's key is looked for; the same name with `_FILE` names a file that holds it. */
const KEY_VARIABLES: Readonly<Record<Vendor, string>> = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GEMINI_API_KEY',
};
const ADDRESS_VARIABLES: Readonly<Record<Vendor, string>> = {
  openai: 'OPENAI_BASE_URL',
  anthropic: 'ANTHROPIC_BASE_URL',
  google: 'GEMINI_BASE_URL',
};

/** Names what is missing or wrong in the environment, and never what stands in it. */
export class VendorAccessError extends Error {
  readonly code = 'config_invalid';
}

/**
 * Reads keys and addresses from the environment; a variable that is set to nothing counts as not set.
 * @throws VendorAccessError that names every `wanted` vendor without a key, and every variable that cannot be used
 */
export function vendorAccess(
  environment: Environment,
  wanted: readonly Vendor[] = [],
): ReadonlyMap<Vendor, VendorAccess> {
  const found = new Map<Vendor, VendorAccess>();
  const problems: string[] = [];
  for (const vendor of VENDORS) {
    const apiKey = keyIn(environment, KEY_VARIABLES[vendor], problems);
    if (apiKey !== undefined)
      found.set(vendor, { apiKey, ...addressIn(environment, ADDRESS_VARIABLES[vendor], problems) });
    else if (wanted.includes(vendor)) problems.push(missingKey(vendor));
  }
  if (problems.length > 0) throw new VendorAccessError(problems.join('\n'));
  return found;
}

/** What somebody has to do who wants this vendor's models. */
export const missingKey = (vendor: Vendor): string =>
  `provider "${vendor}" needs an API key: set ${KEY_VARIABLES[vendor]}, or ${KEY_VARIABLES[vendor]}_FILE to a file that holds it`;

function keyIn(environment: Environment, variable: string, problems: string[]): string | undefined {
  const file = `${variable}_FILE`;
  const key = valueOf(environment, variable);
  const path = valueOf(environment, file);
  if (path === undefined) return key;
  if (key !== undefined) problems.push(`${variable} and ${file} are both set: unset one of them`);
  return keyOfFile(path, file, problems);
}

function valueOf(environment: Environment, variable: string): string | undefined {
  const value = environment[variable]?.trim();
  return value === '' ? undefined : value;
}

function keyOfFile(path: string, variable: string, problems: string[]): string | undefined {
  try {
    const key = readFileSync(path, 'utf8').trim();
    if (key !== '') return key;
    problems.push(`${variable} names ${path}, which is empty: write the API key into it`);
  } catch (error) {
    const why = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable';
    problems.push(`${variable} names ${path}, which cannot be read (${why}): make it a file that holds the API key`);
  }
  return undefined;
}

function addressIn(environment: Environment, variable: string, problems: string[]): Pick<VendorAccess, 'baseUrl'> {
  const written = valueOf(environment, variable);
  if (written === undefined) return {};
  if (URL.canParse(written) && /^https?:$/.test(new URL(written).protocol))
    return { baseUrl: written.replace(/\/+$/, '') };
  problems.push(`${variable} must be an http(s) URL`);
  return {};
}
