import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { ProvisionError } from './part.js';
import { propertyOf } from './property-of.js';

/** A program that has to be on PATH. */
export interface Tool {
  readonly command: string;
  /** What to do where it is missing. */
  readonly fix: string;
}

interface ToolOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a tool to its end and gives its output; its complaints go to this process's standard error.
 * @throws ProvisionError when it is missing or fails
 */
export async function runTool(tool: Tool, args: readonly string[], { cwd, env }: ToolOptions = {}): Promise<string> {
  const child = spawn(tool.command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
  });
  // A build takes minutes of every core: whatever else runs here goes first.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const output = text(child.stdout);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (code === 0) return await output;
    throw new ProvisionError(`${[tool.command, ...args].join(' ')} ended with ${code ?? String(signal)}; see above`);
  } catch (error) {
    if (propertyOf(error, 'code') === 'ENOENT')
      throw new ProvisionError(`${tool.command} is not on PATH: ${tool.fix}`, { cause: error });
    throw error;
  }
}
