import { ApprovalPolicySchema, EffectSchema, ToolDefinitionSchema } from '#events';
import { z } from 'zod';
import { schemaProblem } from '../call-arguments.js';
import { isCidr } from './address-policy.js';
import { parseUrlTemplate } from './url-template.js';

/** `api.example.com`, or `*.example.com` for all names below it. */
const HOST = /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
/** Set by us, or by the connection. */
const OWN_HEADERS = new Set(
  'host content-length content-type transfer-encoding connection accept-encoding idempotency-key expect'.split(' '),
);

/**
 * A tool that is one HTTP request. Arguments that the URL does not name go into the query (GET, HEAD, DELETE) or make
 * the JSON body. `headers` may hold secret references.
 */
export const HttpToolSpecSchema = z
  .strictObject({
    name: ToolDefinitionSchema.shape.name.refine((name) => !name.includes('__'), {
      error: 'must not contain "__": that is how tools of servers are named',
    }),
    description: z.string().min(1).max(8_000),
    parameters: ToolDefinitionSchema.shape.parameters,
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
    url: z.string(),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string()).default({}),
    /** Default by method: GET and HEAD read, PUT and DELETE idempotent, POST and PATCH once. */
    effect: EffectSchema.optional(),
    approval: ApprovalPolicySchema.default('never'),
    timeoutMs: z.int().min(1).max(3_600_000).default(30_000),
    /** Of an answer's body; what is longer is cut. */
    maxBytes: z.int().min(1_024).max(67_108_864).default(1_048_576),
    maxRedirects: z.int().min(0).max(10).default(3),
    /** Hosts that redirects may lead to, beside the URL's own. */
    hosts: z.array(z.string().regex(HOST, 'must be a host in lower case, or *.domain')).default([]),
    /** Ranges of addresses that are not public and may be connected to all the same. */
    addresses: z
      .array(z.string().refine(isCidr, { error: 'must be a range as in 10.1.0.0/16 or ::1/128' }))
      .default([]),
  })
  .superRefine(({ url, parameters, headers }, context) => {
    const refuse = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    const own = Object.keys(headers).filter((name) => OWN_HEADERS.has(name.toLowerCase()));
    if (own.length > 0) refuse('headers', `${own.join(', ')}: is set for you: leave it out`);
    const unusable = schemaProblem(parameters);
    if (unusable !== undefined) refuse('parameters', `must be a JSON Schema of an object: ${unusable}`);
    const template = parseUrlTemplate(url);
    if ('problem' in template) {
      refuse('url', template.problem);
      return;
    }
    const required: unknown = parameters['required'];
    const missing = template.ok.variables.filter((name) => !Array.isArray(required) || !required.includes(name));
    if (missing.length > 0) refuse('parameters', `must list in "required" what the URL names: ${missing.join(', ')}`);
  })
  .meta({ id: 'HttpToolSpec' });
export type HttpToolSpec = z.infer<typeof HttpToolSpecSchema>;
