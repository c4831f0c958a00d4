import type { IncomingMessage } from 'node:http';

/** A request as express routes it. */
export interface RoutedRequest extends IncomingMessage {
  readonly originalUrl: string;
  readonly path: string;
  readonly app: { readonly router: { readonly stack: readonly Layer[] } };
}
interface Layer {
  /** Undefined for middleware. */
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods that have a route at the request's path; none where there is no such path. */
export function allowedMethods({ app, path }: RoutedRequest): readonly string[] {
  const methods = app.router.stack.flatMap((layer) =>
    layer.route !== undefined && matches(layer, path) ? Object.keys(layer.route.methods) : [],
  );
  if (methods.includes('get')) methods.push('head');
  return [...new Set(methods)].map((method) => method.toUpperCase()).sort();
}

/** A path with a broken escape is none of ours. */
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
