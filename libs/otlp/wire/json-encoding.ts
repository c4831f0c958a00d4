import { PROCESS_ATTRIBUTE } from '#spans';
import { outlineOf } from '#trajectory';
import { checkJson } from './check-json.js';
import { OUR_RUN, type Encoding, type Group } from './encoding.js';
import { UnusableRequest } from './unusable-request.js';

type Json = unknown;

export const JSON_ENCODING: Encoding<Json> = {
  name: 'json',
  groupsIn: (body) => objectsIn(requestIn(body), 'resourceSpans').map(groupOf),
  isOurs: ({ resource }) => hasAttribute(resource, PROCESS_ATTRIBUTE),
  headOf(span) {
    const outline = outlineOf(span);
    if (outline === undefined || !TRACE_ID.test(outline.traceId) || !SPAN_ID.test(outline.spanId)) return undefined;
    if (!Array.isArray(fieldOf(span, 'attributes') ?? [])) return undefined;
    const { traceId, parentId } = outline;
    return { traceId, isRoot: parentId === undefined, isOurs: hasAttribute(span, OUR_RUN) };
  },
  bytesOf: (part) => (part === undefined ? 0 : Buffer.byteLength(JSON.stringify(part))),
  requestOf: (groups) =>
    Buffer.from(
      JSON.stringify({
        resourceSpans: groups.map(({ resource, scopes }) => ({ resource, scopeSpans: scopes })),
      }),
    ),
};

const [TRACE_ID, SPAN_ID] = [/^[0-9a-f]{32}$/, /^[0-9a-f]{16}$/];

/** A request without any field is an empty one; one with others only is meant for somebody else. */
function requestIn(body: Uint8Array): Json {
  const request = parsed(body);
  if (isObject(request) && ('resourceSpans' in request || Object.keys(request).length === 0)) return request;
  throw malformed('the body has no list resourceSpans: send an ExportTraceServiceRequest in JSON');
}

function parsed(body: Uint8Array): Json {
  checkJson(body);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Json;
  } catch (error) {
    throw malformed(`the body is no JSON: ${String(error)}`, { cause: error });
  }
}

const groupOf = (group: Json): Group<Json> => ({
  resource: objectIn(group, 'resource'),
  scopes: objectsIn(group, 'scopeSpans').map((scoped) => ({
    scope: fieldOf(scoped, 'scope'),
    spans: listIn(scoped, 'spans'),
  })),
});

const malformed = (message: string, options?: ErrorOptions): UnusableRequest =>
  new UnusableRequest('malformed', message, options);

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldOf = (value: Json, name: string): Json => (isObject(value) ? value[name] : undefined);

/** Absent and `null` are the same in the JSON of protobuf. */
function objectIn(value: Json, name: string): Json {
  const object = fieldOf(value, name) ?? undefined;
  if (object === undefined || isObject(object)) return object;
  throw malformed(`${name} is no object: send an ExportTraceServiceRequest in JSON`);
}

const hasAttribute = (value: Json, name: string): boolean =>
  listIn(value, 'attributes').some((attribute) => fieldOf(attribute, 'key') === name);

function listIn(value: Json, name: string): readonly Json[] {
  const list = fieldOf(value, name) ?? [];
  if (Array.isArray(list)) return list;
  throw malformed(`${name} is no list: send an ExportTraceServiceRequest in JSON`);
}

function objectsIn(value: Json, name: string): readonly Json[] {
  const list = listIn(value, name);
  if (list.every(isObject)) return list;
  throw malformed(`${name} holds what is no object: send an ExportTraceServiceRequest in JSON`);
}
