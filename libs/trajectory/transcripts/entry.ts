import { isObject, parsedJson, type AttributeObject, type AttributeValue } from '../otlp/attribute-value.js';
import { saysFailed } from '../reading/says-failed.js';
import { firstText, speechIn, type AskedCall, type CallAnswer } from '../reading/speech.js';

type Part = 'agent' | 'tool' | 'user' | 'system';

/** One message of a transcript, whatever its dialect. */
export interface Entry {
  /** Place in the transcript, from 0. */
  readonly index: number;
  readonly part: Part;
  readonly speaker: string;
  /** The addressee, where the message names one. */
  readonly to?: string;
  readonly text: string;
  readonly calls: readonly AskedCall[];
  readonly answers: readonly CallAnswer[];
  readonly usage?: { readonly input?: number; readonly output?: number };
}

const PARTS: ReadonlyMap<string, Part> = new Map([
  ['user', 'user'],
  ['human', 'user'],
  ['humanmessage', 'user'],
  ['usermessage', 'user'],
  ['system', 'system'],
  ['developer', 'system'],
  ['systemmessage', 'system'],
  ['assistant', 'agent'],
  ['ai', 'agent'],
  ['aimessage', 'agent'],
  ['aimessagechunk', 'agent'],
  ['model', 'agent'],
  ['tool', 'tool'],
  ['function', 'tool'],
  ['toolmessage', 'tool'],
  ['ipython', 'tool'],
  ['toolcallexecutionevent', 'tool'],
]);

/** A message: an object that says who speaks and holds what is said. */
export const isMessage = (value: AttributeValue): value is AttributeObject => {
  if (!isObject(value)) return false;
  const message = unwrapped(value);
  const isSpoken = HOLDERS.some((holder) => message[holder] !== undefined);
  return isSpoken && labelOf(value, message) !== undefined;
};

const HOLDERS = ['content', 'parts', 'tool_calls', 'text', 'contents'] as const;

export function entryOf(value: AttributeObject, index: number): Entry {
  const message = unwrapped(value);
  const label = labelOf(value, message) ?? '';
  const { speaker, to } = speakerOf(message, label);
  const { text, calls, answers } = speechOf(message);
  const part = partOf(message, label, speaker);
  const usage = usageOf(message);
  return {
    index,
    part,
    speaker,
    ...(to !== undefined && { to }),
    text,
    calls,
    answers: part === 'tool' && answers.length === 0 ? [toolAnswer(message, text)] : answers,
    ...(usage && { usage }),
  };
}

/** LangChain dumps a message as `{type, data}` or as a constructor with `kwargs`. */
const unwrapped = (value: AttributeObject): AttributeObject =>
  ([value['kwargs'], value['data']].find((inner) => isObject(inner) && 'content' in inner) as
    AttributeObject | undefined) ?? value;

/** What says who speaks: a role, AutoGen's source, or LangChain's class. */
function labelOf(value: AttributeObject, message: AttributeObject): string | undefined {
  const id = value['id'];
  const constructor: unknown = Array.isArray(id) ? id.at(-1) : undefined;
  return (
    firstText(message, 'role', 'source', 'speaker', 'sender') ??
    (typeof constructor === 'string' ? constructor : undefined) ??
    firstText(value, 'type') ??
    firstText(message, 'type', 'name')
  );
}

const ADDRESSED = /^(.*?)\s*\(\s*(?:->|→)\s*(.*?)\s*\)$/;
const ASIDE = /\s*\([^)]*\)\s*$/;

/** A role may be a name with the addressee or an aside in brackets: `Lead (-> Coder)`, `Lead (thought)`. */
function speakerOf(message: AttributeObject, label: string): { readonly speaker: string; readonly to?: string } {
  const [, from, to] = ADDRESSED.exec(label) ?? [];
  if (from !== undefined && to !== undefined) return { speaker: from, to };
  const addressee = firstText(message, 'recipient', 'to', 'target');
  const speaker = firstText(message, 'name', 'agent') ?? label.replace(ASIDE, '');
  return { speaker, ...(addressee !== undefined && { to: addressee }) };
}

function partOf(message: AttributeObject, label: string, speaker: string): Part {
  const type = firstText(message, 'type') ?? '';
  const known = [type, label, label.replace(ASIDE, '')].map(partCalled).find((part) => part !== undefined) ?? 'agent';
  const isNamedUser = known === 'user' && partCalled(speaker) === undefined;
  return isNamedUser ? 'agent' : known;
}

const partCalled = (name: string): Part | undefined => PARTS.get(name.trim().toLowerCase());

/** Some transcripts keep the calls as JSON in the text. */
function speechOf(message: AttributeObject) {
  const content = message['content'];
  const json = typeof content === 'string' && /^\s*[[{]/.test(content) ? parsedJson(content) : undefined;
  const inText = json === undefined ? undefined : speechIn(json);
  const whole = speechIn(message);
  return inText !== undefined && inText.calls.length > 0 ? { ...inText, answers: whole.answers } : whole;
}

function toolAnswer(message: AttributeObject, text: string): CallAnswer {
  const id = firstText(message, 'tool_call_id', 'call_id', 'toolCallId');
  const name = firstText(message, 'name', 'tool_name');
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    text,
    failed: message['status'] === 'error' || message['is_error'] === true || saysFailed(text),
  };
}

function usageOf(message: AttributeObject): Entry['usage'] {
  const usage = [message['usage_metadata'], message['models_usage'], message['usage']].find(isObject);
  if (usage === undefined) return undefined;
  const input = wholeInput(usage) ?? countIn(usage, 'prompt_tokens');
  const output = countIn(usage, 'output_tokens', 'completion_tokens');
  return { ...(input !== undefined && { input }), ...(output !== undefined && { output }) };
}

/** Anthropic counts what came from a cache, and what went there, apart. */
function wholeInput(usage: AttributeObject): number | undefined {
  const input = countIn(usage, 'input_tokens');
  if (input === undefined) return undefined;
  return (
    input + (countIn(usage, 'cache_read_input_tokens') ?? 0) + (countIn(usage, 'cache_creation_input_tokens') ?? 0)
  );
}

const countIn = (usage: AttributeObject, ...keys: readonly string[]): number | undefined =>
  keys.map((key) => usage[key]).find((count) => typeof count === 'number');
