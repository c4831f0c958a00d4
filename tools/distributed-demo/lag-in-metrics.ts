/** How far services are behind: records by service, from what their processes say at `/metrics`. */
export function lagInMetrics(pages: readonly string[]): ReadonlyMap<string, number> {
  const lag = new Map<string, number>();
  for (const [, labels = '', value] of pages.flatMap((page) => [...page.matchAll(LAG)])) {
    const [, service = ''] = /parley_service="([^"]*)"/.exec(labels) ?? [];
    lag.set(service, (lag.get(service) ?? 0) + Number(value));
  }
  return lag;
}

const LAG = /^parley_log_lag\{([^}]*)\} (\d+)/gm;
