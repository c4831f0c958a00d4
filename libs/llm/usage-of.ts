import type { Usage } from '#events';
import type { TokenCounts } from './vendor-reply.js';

/** These counts as a usage; a part is never larger than its whole, whatever a server says. */
export function usageOf({ input, output, ...parts }: TokenCounts, source: Usage['source']): Usage {
  const cacheRead = atMost(parts.cacheRead, input);
  const cacheWrite = atMost(parts.cacheWrite, input === undefined ? undefined : input - (cacheRead ?? 0));
  const reasoning = atMost(parts.reasoning, output);
  return {
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(reasoning === undefined ? {} : { reasoning }),
    source,
  };
}

const atMost = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined ? part : Math.min(part, whole);
