import type { DeliveryNews } from '#telemetry';

interface Log {
  warn(message: string): void;
  error(message: string): void;
  log(message: string): void;
}

const REPEAT_MS = 60_000;

/** Logs what is lost one by one, and that the receiver takes nothing when it starts and once a minute. */
export function deliveryLog(log: Log, now: () => number): (news: DeliveryNews) => void {
  let waitingSaidAt = -Infinity;
  return (news) => {
    switch (news.news) {
      case 'waiting':
        if (now() - waitingSaidAt < REPEAT_MS) return;
        waitingSaidAt = now();
        log.warn(`spans wait for their receiver: ${news.reason}`);
        return;
      case 'rejected':
        log.warn(`the receiver of spans has left out ${news.spans}: ${news.reason}`);
        return;
      case 'lightened':
        log.warn(
          `span ${news.span.spanId} of trace ${news.span.traceId} is sent without what was said: ${news.reason}`,
        );
        return;
      case 'refused':
        log.error(`span ${news.span.spanId} of trace ${news.span.traceId} is refused and given up: ${news.reason}`);
        return;
      case 'sent':
        if (waitingSaidAt > -Infinity) log.log('spans are taken again');
        waitingSaidAt = -Infinity;
    }
  };
}
