import { isObject, parsedJson, type AttributeObject } from '../otlp/attribute-value.js';

/** Names of one agent may be written in several ways: `Research Agent`, `research_agent`. */
export const sameName = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && plainName(a) === plainName(b);

export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') || name;

/** Tools that give the floor to another agent and take it no more. */
const HANDOFF =
  /^(?:transfer|hand_?off|hand_?over|switch|escalate|route)(?:_?(?:back|task|conversation|control))*(?:_to)?(?:_(.+))?$/;
/** Tools that let another agent work. */
const DELEGATION =
  /^(?:delegate|assign|ask|call|consult|invoke|run|agent|send|message|query|use)(?:_?(?:task|work|question|message))*(?:_to)?_(.+)$/;
const SUFFIX = /^(.+?)_(?:agent|tool|assistant|expert|worker)$/;

/** `transferToBilling`, `Delegate work to coworker` -> words joined by `_`. */
const words = (tool: string): string =>
  tool
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();

/** Semantic Kernel's and others' `Plugin-function`, `agents.transfer_to_x`: what stands before is the tool's home. */
const QUALIFIED = /^\w+[-.:](.+)$/;

/** The words of a tool for talking to agents, without its home. */
function talkWords(tool: string): string {
  const bare = QUALIFIED.exec(tool)?.[1];
  const text = bare === undefined ? '' : words(bare);
  return HANDOFF.test(text) || DELEGATION.test(text) ? text : words(tool);
}

/** Words that stand where an agent's name would. */
const NO_NAME: ReadonlySet<string> = new Set(['agent', 'coworker', 'member', 'human', 'to', 'assistant', 'next']);

const target = (name: string | undefined): string | undefined =>
  name === undefined || NO_NAME.has(name) ? undefined : name;

export const isHandoffTool = (tool: string): boolean => HANDOFF.test(talkWords(tool)) && talkWords(tool) !== 'route';

/** The agent that a tool's name names; it may be none that exists. */
export function agentInToolName(tool: string): string | undefined {
  const text = talkWords(tool);
  return target(HANDOFF.exec(text)?.[1]) ?? target(DELEGATION.exec(text)?.[1]) ?? undefined;
}

/** Keys of arguments that name an agent, the plainest first. */
const AGENT_KEYS = [
  'coworker',
  'agent_name',
  'agentName',
  'agent',
  'to_agent',
  'target_agent',
  'member_id',
  'member_name',
  'member',
  'subagent_type',
  'subagent',
] as const;
/** Keys that name an agent where the tool is for talking to one. */
const RECEIVER_KEYS = ['recipient', 'assistant', 'worker', 'target', 'to'] as const;
const ALL_KEYS = [...AGENT_KEYS, ...RECEIVER_KEYS];

/** The agent that the arguments of a tool name. */
export function agentInArguments(json: string | undefined, keys: readonly string[] = ALL_KEYS): string | undefined {
  const given = json === undefined ? undefined : parsedJson(json);
  if (!isObject(given)) return undefined;
  return [given, ...Object.values(given).filter(isObject)]
    .map((one) => namedIn(one, keys))
    .find((name) => name !== undefined);
}

function namedIn(given: AttributeObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const name = given[key];
    if (typeof name === 'string' && name !== '' && name.length <= LONGEST) return name.trim();
  }
  return undefined;
}

const LONGEST = 100;

/** Whether a tool of this name and these arguments stands for the agent; `Research Agent` is met by `research`. */
export function namesAgent(tool: string, json: string | undefined, agent: string): boolean {
  const bare = SUFFIX.exec(words(agent))?.[1];
  const stripped = SUFFIX.exec(words(tool))?.[1];
  return [stripped, ...agentsMeant(tool, json)].some((name) => sameName(name, agent) || sameName(name, bare));
}

/** The names that a tool can mean: its own, that of which it speaks, and that in its arguments. */
const agentsMeant = (tool: string, json: string | undefined): readonly string[] =>
  [tool, agentInToolName(tool), agentInArguments(json)].filter((name) => name !== undefined);

/** The same for a tool of which nothing else shows that it is for talking to agents: `sort(target: "writer")` is not. */
export const agentsSurelyMeant = (tool: string, json: string | undefined): readonly string[] =>
  [tool, agentInToolName(tool), agentInArguments(json, isForTalking(tool) ? ALL_KEYS : AGENT_KEYS)].filter(
    (name) => name !== undefined,
  );

const isForTalking = (tool: string): boolean =>
  isGeneralDelegation(tool) || HANDOFF.test(talkWords(tool)) || DELEGATION.test(talkWords(tool));

/** Tools of frameworks that delegate to any agent: their own name names none. */
export const isGeneralDelegation = (tool: string): boolean =>
  /coworker|member|sub_?agent|^(?:task|delegate|agent)$/i.test(tool.replace(/\s+/g, '_'));
