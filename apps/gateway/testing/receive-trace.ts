import { openReceivedTraces, splitBody, telemetryIn } from '#otlp';
import { tiesOf } from '#trajectory';
import { spanScript } from '#trajectory/testing';

export const RECEIVED_TRACE = '1'.padStart(32, '0');

/** Another framework's trace, received and read. */
export async function receiveTrace(directory: string): Promise<void> {
  const limits = { bodyBytes: 1e6, spans: 10, bytes: 1e6, quietMs: 0, patienceMs: 0 };
  const traces = openReceivedTraces({ directory, limits });
  const script = spanScript('gen_ai');
  script.model({ parent: script.agent('ann'), usage: null });
  const { parts } = splitBody('json', Buffer.from(JSON.stringify(script.payload())));
  await traces.keep(parts, 1);
  const ties = tiesOf(telemetryIn(await traces.bodies([RECEIVED_TRACE])));
  const ending = { status: 'error', message: 'timed out' } as const;
  const profile = {
    service: 'tests',
    ending,
    architecture: 'single',
    startedAt: 0,
    endedAt: 1,
    hasContent: false,
  } as const;
  await traces.settle(
    RECEIVED_TRACE,
    { spans: 2, findings: { family: 'gen_ai', turns: 1, agents: ['ann'], profile }, ties },
    1,
  );
  traces.close();
}
