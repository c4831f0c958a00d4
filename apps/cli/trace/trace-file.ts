import { open } from 'node:fs/promises';
import { otlpJsonOf } from '#spans';
import { badInput, reasonOf } from '../cli-error.js';
import type { Trace } from './trace.js';

/** Where traces go. */
export interface TraceSink {
  take(trace: Trace): Promise<void>;
  close(): Promise<void>;
}

/** A file of lines, each a request of OTLP in JSON with the trace of one run. */
export async function traceFile(path: string): Promise<TraceSink> {
  const file = await open(path, 'w').catch((error: unknown) => {
    throw badInput(`--file ${path} cannot be written: ${reasonOf(error)}`);
  });
  return {
    take: async ({ source, spans }) => {
      await file.write(`${JSON.stringify(otlpJsonOf(spans, source))}\n`);
    },
    close: () => file.close(),
  };
}
