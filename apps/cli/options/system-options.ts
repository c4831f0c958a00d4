import type { Command } from 'commander';
import { architectures } from '#coordination';
import type { Parameters } from '#events';
import type { SystemRequestInput } from '#systems';
import { badInput } from '../cli-error.js';
import { parameter } from './assignments.js';
import type { ModelRequest } from './model-options.js';
import { problemLine, systemFileAt } from './system-file.js';

export interface SystemOptions {
  readonly system?: string;
  readonly architecture?: string;
  readonly parameter?: Parameters;
}

const ALONE = 'single';

export const withSystemOptions = (command: Command): Command =>
  command
    .option('--system <file|name>', 'a system file, or a preset (see `parley systems`)')
    .option('--architecture <name>', `how the team works together; default: the system's, else ${ALONE}`)
    .option('--parameter <key=value>', 'a parameter of the architecture; repeatable', parameter);

/** The system that the options mean: a file's or a preset's, with what is said beside it in its place. */
export async function systemRequestOf(
  { system, architecture, parameter: parameters }: SystemOptions,
  model: ModelRequest | undefined,
): Promise<SystemRequestInput> {
  const base = system === undefined ? { architecture: ALONE } : await named(system);
  return {
    ...base,
    ...(architecture === undefined ? {} : { architecture }),
    ...(model === undefined ? {} : { model }),
    ...(parameters === undefined ? {} : { parameters: { ...base.parameters, ...parameters } }),
  };
}

/** What ends in `.json` or has a slash is a file. */
async function named(system: string): Promise<SystemRequestInput> {
  if (/\.json$|[/\\]/.test(system)) return fromFile(system);
  return architectures().some(({ name }) => name === system) ? { architecture: system } : { preset: system };
}

async function fromFile(path: string): Promise<SystemRequestInput> {
  const file = await systemFileAt(path);
  if ('ok' in file) return file.ok;
  throw badInput(file.problems.map((problem) => problemLine(path, problem)).join('; '));
}
