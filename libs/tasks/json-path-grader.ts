import { query, type JSONValue } from 'json-p3';
import { canonicalJson } from './canonical.js';
import type { GraderSpec } from './task.js';
import type { Verdict } from './verdict.js';

type JsonPathSpec = Extract<GraderSpec, { readonly kind: 'json-path' }>;

/** Right is JSON, alone or as the only fenced block, in which the path leads to exactly one value: the expected one. */
export function gradeJsonPath(spec: JsonPathSpec, answer: string): Verdict {
  const json = parsed(answer);
  if (json === undefined) return { passed: false, detail: 'the answer is not JSON' };
  const values = valuesAt(spec.path, json.value);
  if (values === undefined) return { passed: false, detail: `${spec.path} is no JSONPath` };
  if (values.length !== 1)
    return { passed: false, detail: `${spec.path} leads to ${values.length} values instead of one` };
  const passed = canonicalJson(values[0]) === canonicalJson(spec.expected);
  return { passed, detail: `the value at ${spec.path} is ${passed ? '' : 'not '}the expected one` };
}

function parsed(answer: string): { readonly value: JSONValue } | undefined {
  const [fenced, ...others] = [...answer.matchAll(/```(?:json)?\s*\n(.*?)```/gs)];
  const text = fenced && others.length === 0 ? (fenced[1] ?? '') : answer;
  try {
    return { value: JSON.parse(text) as JSONValue };
  } catch {
    return undefined;
  }
}

function valuesAt(path: string, value: JSONValue): readonly unknown[] | undefined {
  try {
    return query(path, value).values();
  } catch {
    return undefined;
  }
}
