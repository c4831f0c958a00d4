import type { LookupFunction } from 'node:net';
import type { Effect, ToolDefinition } from '#events';
import type { Agent } from 'undici';
import { isErrorLike } from '../error-words.js';
import type { ToolInvocation, ToolResult } from '../port.js';
import { headerValues } from '../secrets/header-values.js';
import type { Secrets } from '../secrets/secrets.js';
import { withRedaction } from '../secrets/with-redaction.js';
import type { ToolSource } from '../source.js';
import { addressPolicy } from './address-policy.js';
import { exchange, type Exchanged } from './exchange.js';
import { guardedAgent, NotConnected } from './guarded-agent.js';
import type { HttpToolSpec } from './http-tool-spec.js';
import { hostAllowance } from './redirect.js';
import { requestOf, type HttpRequest } from './request-of.js';
import { parseUrlTemplate, type UrlTemplate } from './url-template.js';

export interface HttpToolOptions {
  readonly secrets: Secrets;
  /** How names become addresses. Default: the system's way. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * A source of the one tool that is declared.
 * @throws SecretError for a secret that cannot be had, RangeError for a URL that is no template
 */
export function openHttpTool(spec: HttpToolSpec, { secrets, lookup }: HttpToolOptions): ToolSource {
  const agent = guardedAgent(addressPolicy(spec.addresses), lookup);
  const run = httpCall(spec, headerValues(spec.headers, secrets), agent);
  const tool = withRedaction({ definition: definitionOf(spec), run }, secrets);
  return {
    tools: () => [tool],
    toolNamed: (name) => (name === spec.name ? tool : undefined),
    state: () => ({ name: spec.name, ready: true, problems: [] }),
    close: () => agent.destroy(),
  };
}

const EFFECTS = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'idempotent',
  DELETE: 'idempotent',
  POST: 'once',
  PATCH: 'once',
} as const satisfies Record<HttpToolSpec['method'], Effect>;

const definitionOf = (spec: HttpToolSpec): ToolDefinition => ({
  name: spec.name,
  description: spec.description,
  parameters: spec.parameters,
  effect: spec.effect ?? EFFECTS[spec.method],
  approval: spec.approval,
  timeoutMs: spec.timeoutMs,
});

function httpCall(spec: HttpToolSpec, headers: Readonly<Record<string, string>>, agent: Agent) {
  const template = templateOf(spec);
  const { maxBytes, maxRedirects, hosts } = spec;
  const mayVisit = hostAllowance(new URL(template.origin).hostname, hosts);
  return async (invocation: ToolInvocation): Promise<ToolResult> => {
    const built = requestOf(spec, template, headers, invocation);
    if ('problem' in built) return { status: 'error', text: `${spec.name} was not called: ${built.problem}` };
    const { signal } = invocation;
    try {
      return resultOf(spec.name, await exchange(built.ok, agent, { maxBytes, maxRedirects, mayVisit, signal }));
    } catch (error) {
      signal.throwIfAborted();
      return failure(spec.name, built.ok, error);
    }
  };
}

function templateOf({ url }: HttpToolSpec): UrlTemplate {
  const template = parseUrlTemplate(url);
  if ('ok' in template) return template.ok;
  throw new RangeError(`url: ${template.problem}`);
}

/** A gateway's word is no answer of the service behind it. */
const GATEWAY_STATUSES = new Set([502, 504]);

function resultOf(name: string, exchanged: Exchanged): ToolResult {
  const { status } = exchanged;
  if ('problem' in exchanged)
    return { status: 'error', text: `${name} was answered HTTP ${status}: ${exchanged.problem}` };
  const { text, isWhole } = exchanged;
  if (status >= 200 && status < 300) return { status: isWhole ? 'ok' : 'error', text };
  const answer = `${name} was answered HTTP ${status}: ${text}`;
  return { status: 'error', text: answer, ...(GATEWAY_STATUSES.has(status) && { inDoubt: true }) };
}

function failure(name: string, { url }: HttpRequest, error: unknown): ToolResult {
  if (error instanceof NotConnected) {
    return { status: 'error', text: `${name} was not called: ${url.hostname} cannot be reached: ${error.message}` };
  }
  const code = isErrorLike(error) ? String(error.code ?? error.name) : 'unknown';
  const text = `${name} gave no result: the connection to ${url.hostname} was lost (${code}). Whether it was done is not known`;
  return { status: 'error', text, inDoubt: true };
}
