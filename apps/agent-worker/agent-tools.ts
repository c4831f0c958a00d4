import {
  ToolDefinitionSchema,
  type Blobs,
  type EventData,
  type ResolvedAgent,
  type RunId,
  type ToolDefinition,
} from '#events';
import { textOf } from '#store';
import type { Tool } from '#tools';
import { z } from 'zod';

/** The tools that an agent has, as the run was started with them, whatever their server says by now. */
export async function toolsOf(
  agent: Pick<ResolvedAgent, 'tools'>,
  { system }: Pick<EventData<'RunStarted'>, 'system'>,
  { runId, blobs }: { readonly runId: RunId; readonly blobs: Blobs },
): Promise<readonly ToolDefinition[]> {
  const { tools } = system;
  const all =
    'blob' in tools ? z.array(ToolDefinitionSchema).parse(JSON.parse(await textOf(tools, runId, blobs))) : tools;
  return all.filter(({ name }) => agent.tools.includes(name));
}

/** What is called for a definition; what an installation no longer has says so. */
export function callable(definition: ToolDefinition, toolNamed: (name: string) => Tool | undefined): Tool {
  const { name } = definition;
  const tool = toolNamed(name);
  if (tool !== undefined) return { definition, run: (invocation) => tool.run(invocation) };
  const text = `${name} was not called: there is no such tool here any more`;
  return { definition, run: () => Promise.resolve({ status: 'error', text }) };
}
