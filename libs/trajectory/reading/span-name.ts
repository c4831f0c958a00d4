/** `invoke_agent planner` -> `planner`; undefined where nothing follows. */
export function afterWord(name: string, ...words: readonly string[]): string | undefined {
  const word = words.find((candidate) => name.startsWith(`${candidate} `));
  const rest = word === undefined ? '' : name.slice(word.length).trim();
  return rest === '' ? undefined : rest;
}

/** Methods that instrumentations append to what they were called on. */
const METHOD = /\.(?:_?[a-z][a-z0-9_]*|agent|tool|task|workflow|handoff)$/;

/** `planner._execute_core` -> `planner`; undefined for a name without a method. */
export const beforeMethod = (name: string): string | undefined =>
  METHOD.test(name) ? name.replace(METHOD, '').trim() || undefined : undefined;

/** `execute_tool look`, `look.run` -> `look`; a name without anything of the kind is the tool's. */
export const toolInName = (name: string): string =>
  afterWord(name, 'execute_tool', 'running tool:') ?? beforeMethod(name) ?? name;

/** Google's ADK: `agent_run [planner]` -> `planner`. */
export const agentInBrackets = (name: string): string | undefined => /^agent_run \[(.+)\]$/.exec(name)?.[1];

const ARROW = /^(.*?)\s*(?:→|->)\s*(.*?)(?:\.handoff)?$/;

/** `a → b.handoff` -> from a to b; a side that is unknown is absent. */
export function endsOfArrow(name: string): { readonly from?: string; readonly to?: string } {
  const [, from, to] = ARROW.exec(name) ?? [];
  return { ...sideOf('from', from), ...sideOf('to', to) };
}

const sideOf = (side: 'from' | 'to', name: string | undefined) =>
  name === undefined || name === '' || name === 'unknown' ? {} : { [side]: name };
