import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { openSqliteStore } from '#store';
import { exportBook, type ExportBook } from '../../apps/projector/spans/export-state.js';
import { startSpanExport } from '../../apps/projector/spans/span-export.js';
import type { Host } from './host.js';

/** Somewhere for spans to go. */
export async function openSink(): Promise<{ readonly url: string; close(): void }> {
  const child = spawn(process.execPath, [...process.execArgv, path.join(import.meta.dirname, 'sink.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: line.toString().trim(), close: () => child.kill() };
}

export interface Tracing {
  readonly book: ExportBook;
  /** Resolves once everything that has happened is sent. */
  sent(): Promise<void>;
  close(): Promise<void>;
}

/** The export of a host's spans, as `apps/projector` does it. */
export async function traced(
  { directory, embedded: { log, history } }: Pick<Host, 'directory' | 'embedded'>,
  url: string,
): Promise<Tracing> {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = url;
  const store = await openSqliteStore({ directory });
  const book = exportBook({ log, store, now: Date.now });
  const moved = new EventEmitter<{ position: [] }>();
  const subscription = await startSpanExport({
    log,
    history,
    blobs: {
      put: () => Promise.reject(new Error('the bench has no blobs')),
      get: () => Promise.reject(new Error('the bench has no blobs')),
      removeRuns: () => Promise.resolve(),
    },
    store: {
      ...store,
      apply: async (...batch) => {
        await store.apply(...batch);
        moved.emit('position');
      },
    },
    settings: { protocol: 'http/json', batchSpans: 512, delayMs: 1_000 },
    content: { capture: 'NO_CONTENT', limit: 65_536 },
    book,
    hear: (news) => {
      if (news.news !== 'sent') throw new Error(`the sink did not take everything: ${JSON.stringify(news)}`);
    },
    onLost: (runId, reason) => {
      throw new Error(`run ${runId} was lost: ${reason}`);
    },
  });
  return {
    book,
    sent: async () => {
      for (;;) {
        const next = once(moved, 'position');
        if ((await book.lag()) === 0) return;
        await next;
      }
    },
    close: async () => {
      await subscription.close();
      await store.close();
    },
  };
}
