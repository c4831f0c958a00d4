import { issuesText, issueWords, type Effect, type ToolDefinition } from '#events';
import { ToolSchema, type ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import { schemaProblem } from '../call-arguments.js';
import { localName } from './local-name.js';
import type { ToolServerSpec } from './tool-server-spec.js';

/** A tool of a server: the name that the server knows it by, and how models see it. */
export interface RemoteTool {
  readonly remoteName: string;
  readonly definition: ToolDefinition;
}

export type ReadTool = { readonly ok: RemoteTool } | { readonly problem: string };

/** UTF-16 units; a longer description is cut. */
const LONGEST_DESCRIPTION = 8_000;
/** UTF-16 units of JSON; a tool with a longer schema is left out. */
const LONGEST_SCHEMA = 64_000;

/** What one entry of a server's list of tools means here. Anything may stand there. */
export function readRemoteTool(spec: ToolServerSpec, listed: unknown): ReadTool {
  const parsed = ToolSchema.safeParse(listed, { error: issueWords });
  if (!parsed.success) return { problem: `${nameIn(listed)}: ${issuesText(parsed.error)}` };
  const { name, title = '', description = title, annotations, execution, inputSchema } = parsed.data;
  const { $schema: _dialect, $id: _id, ...parameters } = inputSchema;
  const problem =
    execution?.taskSupport === 'required'
      ? 'it can only be called as a task, which is not offered here'
      : unusableSchema(parameters);
  if (problem !== undefined) return { problem: `${name}: ${problem}` };
  return { ok: { remoteName: name, definition: definitionOf(spec, { name, description, parameters }, annotations) } };
}

function unusableSchema(parameters: ToolDefinition['parameters']): string | undefined {
  if (JSON.stringify(parameters).length > LONGEST_SCHEMA)
    return `its schema has more than ${LONGEST_SCHEMA} characters`;
  const problem = schemaProblem(parameters);
  return problem === undefined ? undefined : `its schema cannot be used: ${problem}`;
}

function definitionOf(
  spec: ToolServerSpec,
  { name, description, parameters }: Pick<ToolDefinition, 'name' | 'description' | 'parameters'>,
  hints: ToolAnnotations | undefined,
): ToolDefinition {
  const override = spec.tools[name];
  return {
    name: localName(spec.name, name),
    description: description.slice(0, LONGEST_DESCRIPTION),
    parameters,
    effect: override?.effect ?? hintedEffect(spec, hints),
    approval: override?.approval ?? 'never',
    timeoutMs: override?.timeoutMs ?? spec.timeoutMs,
  };
}

/** Hints come from the server: where it is not trusted, a tool that claims to be harmless may be none. */
function hintedEffect({ trusted }: ToolServerSpec, hints: ToolAnnotations = {}): Effect {
  if (!trusted) return 'once';
  if (hints.readOnlyHint === true) return 'read';
  return hints.idempotentHint === true ? 'idempotent' : 'once';
}

const nameIn = (listed: unknown): string =>
  typeof listed === 'object' && listed !== null && 'name' in listed && typeof listed.name === 'string'
    ? listed.name
    : 'a tool without a name';
