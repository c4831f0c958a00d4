/** An http(s) URL whose path and query hold `{name}`: RFC 6570 level 1. */
export interface UrlTemplate {
  readonly origin: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly variables: readonly string[];
}

export type ParsedTemplate = { readonly ok: UrlTemplate } | { readonly problem: string };
export type ExpandedUrl = { readonly ok: string } | { readonly problem: string };
type Scalar = string | number | boolean;

const SHAPE = /^(https?:\/\/[^/?#{}@\s]+)(\/[^?#\s]*)?(?:\?([^#\s]*))?$/i;
const VARIABLE = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** A problem is worded for who declares the tool. */
export function parseUrlTemplate(text: string): ParsedTemplate {
  const match = SHAPE.exec(text);
  const [, origin = '', path = '/', query = ''] = match ?? [];
  if (match === null || !URL.canParse(origin)) {
    return { problem: 'must be http(s)://host/path?query with {variables} in path and query only, without user or #' };
  }
  const unclear = (path + query).replaceAll(VARIABLE, '');
  if (/[{}$]/.test(unclear)) return { problem: 'variables must be {name}; secrets belong into headers' };
  const variables = [...(path + query).matchAll(VARIABLE)].map(([, name = '']) => name);
  return { ok: { origin, path, query, variables } };
}

/** Percent-encodes all but unreserved characters, so that a value stays one piece of a path or query. */
const encoded = (value: Scalar): string =>
  encodeURIComponent(String(value).toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The URL with its variables, and `added` pairs at the end of its query. A problem is worded for who gave the values: a
 * value must not lead to another path than the template's.
 */
export function expandUrl(
  { origin, path, query }: UrlTemplate,
  values: Readonly<Record<string, unknown>>,
  added: readonly (readonly [name: string, value: Scalar])[] = [],
): ExpandedUrl {
  const unfit = [...(path + query).matchAll(VARIABLE)]
    .map(([, name = '']) => name)
    .find((name) => !isScalar(values[name]));
  if (unfit !== undefined) return { problem: `${unfit}: must be a text, a number or a boolean that is not empty` };
  const expand = (text: string) => text.replaceAll(VARIABLE, (_, name: string) => encoded(values[name] as Scalar));
  const expandedPath = expand(path);
  if (expandedPath.split('/').some((segment) => segment === '.' || segment === '..')) {
    return { problem: 'no part of the path may be "." or ".."' };
  }
  const pairs = [expand(query), ...added.map(([name, value]) => `${encoded(name)}=${encoded(value)}`)];
  const search = pairs.filter((pair) => pair !== '').join('&');
  return { ok: origin + expandedPath + (search === '' ? '' : `?${search}`) };
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean';
