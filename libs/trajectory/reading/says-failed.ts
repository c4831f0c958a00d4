import { isObject, parsedJson, type AttributeObject, type AttributeValue } from '../otlp/attribute-value.js';

const FAILED_STATUS: ReadonlySet<string> = new Set(['error', 'failed', 'failure', 'errored']);

/** How frameworks begin the text that they give a model in place of a result. */
const FAILED_TEXT =
  /^\s*"?(?:(?:error|exception)\s*[:(]|traceback \(|error (?:executing|running|calling|invoking|in|while)\b|failed to\b|tool (?:execution|call) (?:failed|error)|an error occurred|\w*(?:Error|Exception)\s*[:(])/i;

/** A Python dictionary as text. */
const FAILED_REPR =
  /['"]status['"]\s*:\s*['"](?:error|failed|failure)['"]|['"]is_?error['"]\s*:\s*true|\bstatus='error'/i;

const DEPTH = 6;
const HEAD = 2000;

/** A tool's result that tells of a failure: by a field or, as a text, by how it begins. */
export function saysFailed(result: AttributeValue | undefined, depth = DEPTH): boolean {
  if (depth <= 0 || result === undefined || result === null) return false;
  if (typeof result === 'string') return textSaysFailed(result, depth);
  return isObject(result) && (saysFailedItself(result) || NESTED.some((key) => saysFailed(result[key], depth - 1)));
}

const NESTED = ['output', 'tool_output', 'result', 'response', 'data', 'kwargs', 'content', 'value'] as const;

function textSaysFailed(text: string, depth: number): boolean {
  const json = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
  if (json !== undefined) return saysFailed(json, depth - 1);
  const head = text.slice(0, HEAD);
  return FAILED_TEXT.test(head) || FAILED_REPR.test(head);
}

function saysFailedItself(result: AttributeObject): boolean {
  const { status, type, error } = result;
  if (typeof status === 'string' && FAILED_STATUS.has(status.toLowerCase())) return true;
  if (result['isError'] === true || result['is_error'] === true || result['success'] === false) return true;
  if (typeof type === 'string' && type.startsWith('error')) return true;
  return tellsOfError(error);
}

const tellsOfError = (error: AttributeValue | undefined): boolean =>
  error === true || isObject(error) || (typeof error === 'string' && error !== '');
