import type { LookupFunction } from 'node:net';
import { openHttpTool } from './http/http-tool.js';
import { openToolServer, type ReportProblem } from './mcp/tool-server.js';
import type { Tool } from './port.js';
import { Secrets, type Environment } from './secrets/secrets.js';
import type { SourceState, ToolSource } from './source.js';
import type { ToolDeclarations } from './tool-declarations.js';

/** All tools of an installation: built-in ones, and those that are declared. */
export interface ToolCatalogue {
  /** Those that there are now. A run keeps the definitions that it was started with. */
  tools(): readonly Tool[];
  /** Also a tool that cannot be called now, and says so when it is. */
  toolNamed(name: string): Tool | undefined;
  /** How the declared sources are. */
  sources(): readonly SourceState[];
  /** Ends servers and connections. Calls in flight end with an error. */
  close(): Promise<void>;
}

export interface CatalogueOptions {
  readonly builtIn: readonly Tool[];
  readonly declarations: ToolDeclarations;
  /** Where `${env:NAME}` is looked up. */
  readonly environment: Environment;
  /** Told of what keeps a source or one of its tools from being used, whenever that begins. */
  readonly onProblem: ReportProblem;
  /** How names become addresses for HTTP tools. Default: the system's way. */
  readonly lookup?: LookupFunction;
}

/**
 * Starts the declared servers; resolves when each has listed its tools or could not, which does not reject: it is tried
 * again as long as the catalogue is open.
 * @throws SecretError for a secret that cannot be had, RangeError for an HTTP tool with the name of a built-in one
 */
export async function openToolCatalogue(options: CatalogueOptions): Promise<ToolCatalogue> {
  const { builtIn, declarations } = options;
  refuseTakenNames(builtIn, declarations);
  const sources = await openSources(options);
  const declared = () => sources.flatMap((source) => source.tools());
  return {
    tools: () => [...builtIn, ...declared()],
    toolNamed: (name) =>
      builtIn.find(({ definition }) => definition.name === name) ??
      sources.map((source) => source.toolNamed(name)).find((tool) => tool !== undefined),
    sources: () => sources.map((source) => source.state()),
    async close() {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}

function refuseTakenNames(builtIn: readonly Tool[], { http }: ToolDeclarations): void {
  const taken = http.find(({ name }) => builtIn.some(({ definition }) => definition.name === name));
  if (taken !== undefined) throw new RangeError(`http: "${taken.name}" is the name of a built-in tool: take another`);
}

/** HTTP tools first: what is wrong with their secrets is known before any server is started. */
async function openSources({
  declarations,
  environment,
  ...options
}: CatalogueOptions): Promise<readonly ToolSource[]> {
  const secrets = new Secrets(environment);
  const http = declarations.http.map((spec) => openHttpTool(spec, { secrets, lookup: options.lookup }));
  const opening = declarations.servers.map((spec) => openToolServer(spec, { secrets, report: options.onProblem }));
  const opened = await Promise.allSettled(opening);
  const servers = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed === undefined) return [...http, ...servers];
  await Promise.all([...http, ...servers].map((source) => source.close()));
  throw failed.reason;
}
