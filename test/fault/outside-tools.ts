import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Effect } from '#events';
import type { z } from 'zod';
import type { ToolDeclarationsSchema } from '#tools';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EFFECTS: readonly Effect[] = ['read', 'idempotent', 'once'];

/** Tools of a server and of an endpoint, which do what the local test tools do. */
export const SERVER_TOOLS = EFFECTS.map((effect) => `effects__test_${effect}`);
export const ENDPOINT_TOOLS = EFFECTS.map((effect) => `http_test_${effect}`);

type Declarations = z.input<typeof ToolDeclarationsSchema>;

interface Outside {
  readonly directory: string;
  readonly endpoint: string;
  /** The call in which the tool server ends. */
  readonly fatalCall?: number | undefined;
}

/** Writes the declarations of both into a file; returns its path. */
export function writeDeclarations(file: string, outside: Outside): string {
  const declarations: Declarations = {
    servers: [serverSpec(outside)],
    http: EFFECTS.map((effect) => endpointSpec(effect, outside)),
  };
  writeFileSync(file, JSON.stringify(declarations));
  return file;
}

const serverSpec = ({ directory, fatalCall }: Outside) => ({
  name: 'effects',
  command: process.execPath,
  args: [
    '--conditions=parley-source',
    '--import',
    path.join(ROOT, 'tools/ts-hooks.mjs'),
    path.join(import.meta.dirname, 'effects-server.ts'),
    directory,
    ...(fatalCall === undefined ? [] : [String(fatalCall)]),
  ],
  cwd: ROOT,
  tools: Object.fromEntries(EFFECTS.map((effect) => [`test_${effect}`, { effect }])),
});

const endpointSpec = (effect: Effect, { endpoint }: Outside): NonNullable<Declarations['http']>[number] => ({
  name: `http_test_${effect}`,
  description: `Test tool with the effect "${effect}".`,
  parameters: { type: 'object', properties: { note: { type: 'string' } }, required: ['note'] },
  method: 'POST',
  url: `${endpoint}/${effect}`,
  effect,
  addresses: ['127.0.0.0/8'],
});
