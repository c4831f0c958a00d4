import { isObject, parsedJson, type AttributeObject, type AttributeValue } from '../otlp/attribute-value.js';
import { firstText } from '../reading/speech.js';
import { isMessage } from './entry.js';

/** A list of messages, and what its file calls it. */
export interface Transcript {
  readonly id?: string;
  readonly messages: readonly PlacedMessage[];
}

interface PlacedMessage {
  readonly message: AttributeObject;
  /** In the list of the document, where other things may stand between messages. */
  readonly place: number;
}

/** Where to look in a JSON of one's own making: paths of fields, joined by dots. */
export interface TranscriptMapping {
  /** The list of messages; the document itself where it is absent. */
  readonly messages?: string;
  readonly id?: string;
  /** Within a message. */
  readonly speaker: string;
  readonly text: string;
  readonly to?: string;
}

const LISTS = ['history', 'messages', 'chat_history', 'conversation', 'transcript', 'trajectory', 'turns'] as const;
const IDS = ['id', 'run_id', 'thread_id', 'conversation_id', 'question_ID'] as const;

/** What a dump may wrap a transcript in. */
const WRAPPERS = [...LISTS, 'values', 'state', 'outputs', 'data', 'run', 'result', 'log'] as const;
const DEEPEST = 3;

/** The transcript that a document holds; undefined where it holds none. The list that lies least deep counts. */
export function transcriptIn(document: AttributeValue): Transcript | undefined {
  const own = messagesIn(document);
  if (own !== undefined) return { messages: own };
  if (!isObject(document)) return undefined;
  const messages = listWithin([document]) ?? taskOutputs(document);
  const id = firstText(document, ...IDS);
  return messages && { ...(id !== undefined && { id }), messages };
}

function listWithin(holders: readonly AttributeObject[], depth = 0): readonly PlacedMessage[] | undefined {
  for (const holder of holders) {
    const found = LISTS.map((key) => messagesIn(holder[key])).find((messages) => messages !== undefined);
    if (found !== undefined) return found;
  }
  const inner = holders.flatMap((holder) => WRAPPERS.map((key) => holder[key]).filter((one) => isObject(one)));
  return inner.length === 0 || depth === DEEPEST ? undefined : listWithin(inner, depth + 1);
}

/** Nearly all must be messages: dumps have events between them. Some keep the list as JSON text, or within another list. */
function messagesIn(value: AttributeValue | undefined): readonly PlacedMessage[] | undefined {
  const list = typeof value === 'string' && value.trimStart().startsWith('[') ? parsedJson(value) : value;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const [first] = list as readonly AttributeValue[];
  if (list.length === 1 && Array.isArray(first)) return messagesIn(first);
  const messages = list.flatMap((message: AttributeValue, place) => (isMessage(message) ? [{ message, place }] : []));
  return messages.length * 2 > list.length ? messages : undefined;
}

/** CrewAI's output: one text for each task, with the agent that gave it. */
function taskOutputs(document: AttributeObject): readonly PlacedMessage[] | undefined {
  const outputs = document['tasks_output'];
  if (!Array.isArray(outputs) || outputs.length === 0) return undefined;
  const tasks = outputs.filter(isObject).flatMap((task: AttributeObject): readonly AttributeObject[] => [
    { role: 'user', content: firstText(task, 'description') ?? '' },
    { role: 'assistant', name: (firstText(task, 'agent') ?? 'unknown').trim(), content: firstText(task, 'raw') ?? '' },
  ]);
  return tasks.length === 0 ? undefined : tasks.map(placed);
}

const placed = (message: AttributeObject, place: number): PlacedMessage => ({ message, place });

/** The transcript at the places that the mapping names; undefined where they hold none. */
export function mappedTranscript(document: AttributeValue, mapping: TranscriptMapping): Transcript | undefined {
  const list = mapping.messages === undefined ? document : at(document, mapping.messages);
  if (!Array.isArray(list)) return undefined;
  const messages = list.flatMap((item: AttributeValue, place): readonly PlacedMessage[] => {
    const [role, content] = [at(item, mapping.speaker), at(item, mapping.text)];
    if (typeof role !== 'string' || content === undefined) return [];
    const to = mapping.to === undefined ? undefined : at(item, mapping.to);
    return [placed({ role, content, ...(typeof to === 'string' && { to }) }, place)];
  });
  const id = mapping.id === undefined ? undefined : at(document, mapping.id);
  return messages.length === 0 ? undefined : { ...(typeof id === 'string' && { id }), messages };
}

function at(value: AttributeValue, path: string): AttributeValue | undefined {
  let here: AttributeValue | undefined = value;
  for (const key of path.split('.')) here = isObject(here) ? here[key] : undefined;
  return here;
}
