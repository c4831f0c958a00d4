import { readRemoteTool, type RemoteTool } from './remote-tool.js';
import type { ToolServerSpec } from './tool-server-spec.js';

/** What of a server's list of tools can be used, by the names that models know the tools by; and what cannot. */
export interface Listing {
  readonly tools: ReadonlyMap<string, RemoteTool>;
  readonly problems: readonly string[];
}

export const NOTHING_LISTED: Listing = { tools: new Map(), problems: [] };

/** Tools that are not allowed are left out in silence; what cannot be read is a problem of its own, and of no other tool. */
export function readListing(spec: ToolServerSpec, listed: readonly unknown[]): Listing {
  const tools = new Map<string, RemoteTool>();
  const problems: string[] = [];
  for (const entry of listed) {
    const read = readRemoteTool(spec, entry);
    if ('problem' in read) problems.push(read.problem);
    else if (tools.has(read.ok.definition.name)) problems.push(`${read.ok.remoteName}: is listed twice`);
    else if (spec.allow?.includes(read.ok.remoteName) !== false) tools.set(read.ok.definition.name, read.ok);
  }
  return { tools, problems: [...problems, ...missing(spec, tools)] };
}

/** What the declaration names and the server does not have. */
function missing({ allow = [], tools: overrides }: ToolServerSpec, tools: Listing['tools']): readonly string[] {
  const present = new Set([...tools.values()].map(({ remoteName }) => remoteName));
  const names = new Set([...allow, ...Object.keys(overrides)]);
  return [...names]
    .filter((name) => !present.has(name))
    .map((name) => `${name}: is declared, and the server offers no such tool that may be used: correct the name`);
}
