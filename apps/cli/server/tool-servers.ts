import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseUserTask } from '#tasks';
import { z } from 'zod';
import type { Api } from '../api/api.js';
import { badInput, reasonOf } from '../cli-error.js';
import type { TaskRequest } from '../options/task-options.js';
import type { ToolServer } from '../options/tool-server-options.js';
import type { Session } from '../session.js';

/** Works with an environment that declares these servers beside those that it declares anyway. */
export async function declaring<T>(
  servers: readonly ToolServer[],
  { env }: Pick<Session, 'env'>,
  work: (declaring: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (servers.length === 0) return work({});
  const declared = await declarationsIn(env['PARLEY_TOOLS'] ?? '');
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-tools-'));
  try {
    const file = path.join(directory, 'tools.json');
    await writeFile(file, JSON.stringify({ ...declared, servers: [...declared.servers, ...servers] }));
    return await work({ PARLEY_TOOLS: file });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** As they stand in the file: what they mean is for the server to say. */
const DeclarationsSchema = z.looseObject({ servers: z.array(z.unknown()).default([]) });

async function declarationsIn(file: string): Promise<z.infer<typeof DeclarationsSchema>> {
  if (file === '') return { servers: [] };
  try {
    return DeclarationsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw badInput(`PARLEY_TOOLS: ${file} cannot be used: ${reasonOf(error)}`);
  }
}

const ToolsSchema = z.looseObject({
  tools: z.array(z.looseObject({ name: z.string() })),
  toolSources: z.array(z.looseObject({ name: z.string(), problems: z.array(z.string()) })),
});

/** A task of one's own with the servers' tools beside those that it has. */
export async function withToolsOf(
  api: Api,
  servers: readonly ToolServer[],
  request: TaskRequest,
): Promise<TaskRequest> {
  if (servers.length === 0) return request;
  const { task, own } = ownTask(request);
  const known = await api.get('/v1/tasks', ToolsSchema);
  const added = servers.flatMap((server) => toolsOf(server, known));
  return { task: { ...task, tools: [...new Set([...own, ...added])] } };
}

/** The task as it was given, and the tools that it has. */
function ownTask(request: TaskRequest): { readonly task: object; readonly own: readonly string[] } {
  const task = 'task' in request ? request.task : undefined;
  const parsed = parseUserTask(task);
  if (typeof task === 'object' && task !== null && 'ok' in parsed) return { task, own: parsed.ok.brief.tools };
  throw badInput('--tool-server: a generated task has the tools that it has: give a TASK.json, or leave this out');
}

function toolsOf({ name, command, args }: ToolServer, { tools, toolSources }: z.infer<typeof ToolsSchema>) {
  const theirs = tools.map((tool) => tool.name).filter((tool) => tool.startsWith(`${name}__`));
  if (theirs.length > 0) return theirs;
  const problems = toolSources.find((source) => source.name === name)?.problems ?? [];
  const why = problems.length === 0 ? 'it lists none' : problems.join('; ');
  throw badInput(`--tool-server "${[command, ...args].join(' ')}" gives no tools: ${why}`);
}
