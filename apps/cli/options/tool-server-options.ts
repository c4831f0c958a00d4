import { InvalidArgumentError, type Command } from 'commander';

/** A program that speaks MCP on its standard input and output. */
export interface ToolServer {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}
export interface ToolServerOptions {
  readonly toolServer?: readonly ToolServer[];
}

export const withToolServerOption = (command: Command): Command =>
  command.option(
    '--tool-server <command>',
    'start this MCP server and give the agents its tools, as in "npx -y @modelcontextprotocol/server-filesystem ."; repeatable',
    toolServer,
  );

const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** Collects a repeated command line; quotes keep words together, and nothing else has a meaning. */
export function toolServer(text: string, before: readonly ToolServer[] = []): readonly ToolServer[] {
  const [command, ...args] = [...text.matchAll(WORD)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  if (command === undefined) {
    throw new InvalidArgumentError('must be a command, such as "npx -y @modelcontextprotocol/server-filesystem ."');
  }
  const name = before.length === 0 ? 'tools' : `tools-${before.length + 1}`;
  return [...before, { name, command, args }];
}
