import { PROCESS_ATTRIBUTE } from '#spans';
import { readOtlp } from '#trajectory';
import { MalformedRequest, OUR_RUN, type Encoding, type Group } from './encoding.js';

type Json = unknown;

export const JSON_ENCODING: Encoding<Json> = {
  name: 'json',
  groupsIn: (body) => listIn(requestIn(body), 'resourceSpans').map(groupOf),
  isOurs: (resource) =>
    listIn(resource, 'attributes').some((attribute) => fieldOf(attribute, 'key') === PROCESS_ATTRIBUTE),
  headOf(span) {
    const [read] = readOtlp({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }).spans;
    if (read === undefined || !TRACE_ID.test(read.traceId) || !SPAN_ID.test(read.spanId)) return undefined;
    return { traceId: read.traceId, isRoot: read.parentId === undefined, isOurs: read.attributes.has(OUR_RUN) };
  },
  requestOf: (groups) =>
    Buffer.from(
      JSON.stringify({
        resourceSpans: groups.map(({ resource, scopes }) => ({ resource, scopeSpans: scopes })),
      }),
    ),
};

const [TRACE_ID, SPAN_ID] = [/^[0-9a-f]{32}$/, /^[0-9a-f]{16}$/];

function requestIn(body: Uint8Array): Json {
  const request = parsed(body);
  if (Array.isArray(fieldOf(request, 'resourceSpans'))) return request;
  throw new MalformedRequest('the body has no list resourceSpans: send an ExportTraceServiceRequest in JSON');
}

function parsed(body: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Json;
  } catch (error) {
    throw new MalformedRequest(`the body is no JSON: ${String(error)}`, { cause: error });
  }
}

const groupOf = (group: Json): Group<Json> => ({
  resource: fieldOf(group, 'resource'),
  scopes: listIn(group, 'scopeSpans').map((scoped) => ({
    scope: fieldOf(scoped, 'scope'),
    spans: listIn(scoped, 'spans'),
  })),
});

const fieldOf = (value: Json, name: string): Json =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, Json>>)[name] : undefined;

function listIn(value: Json, name: string): readonly Json[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}
