import type { ToolInvocation } from '../port.js';
import { idempotencyKey } from '../idempotency-key.js';
import type { HttpToolSpec } from './http-tool-spec.js';
import { expandUrl, type UrlTemplate } from './url-template.js';

export interface HttpRequest {
  readonly method: HttpToolSpec['method'];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type BuiltRequest = { readonly ok: HttpRequest } | { readonly problem: string };

const WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH'] satisfies HttpToolSpec['method'][];

/** What is sent for a call. A problem is worded for the model. */
export function requestOf(
  { method }: Pick<HttpToolSpec, 'method'>,
  template: UrlTemplate,
  headers: Readonly<Record<string, string>>,
  invocation: ToolInvocation,
): BuiltRequest {
  const given = Object.entries({ ...Object(invocation.arguments) } as Record<string, unknown>);
  const rest = given.filter(([name]) => !template.variables.includes(name));
  const hasBody = WITH_BODY.includes(method);
  const expanded = expandUrl(template, Object.fromEntries(given), hasBody ? [] : rest.flatMap(queryPairs));
  if ('problem' in expanded) return expanded;
  const traceparent = invocation.traceparent?.();
  return {
    ok: {
      method,
      url: new URL(expanded.ok),
      headers: {
        accept: 'application/json, text/*;q=0.9, */*;q=0.1',
        ...headers,
        'accept-encoding': 'identity',
        'idempotency-key': idempotencyKey(invocation),
        ...(traceparent !== undefined && { traceparent }),
        ...(hasBody && { 'content-type': 'application/json' }),
      },
      ...(hasBody && { body: JSON.stringify(Object.fromEntries(rest)) }),
    },
  };
}

/** A list is its name several times; what has parts is its JSON. */
function queryPairs([name, value]: readonly [string, unknown]): (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => queryPairs([name, item]));
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
}
