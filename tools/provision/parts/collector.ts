import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Part } from '../part.js';
import { runTool } from '../run-tool.js';
import { BUILD_FLAGS, GO, GO_ENVIRONMENT } from './go.js';

const SOURCES = path.resolve(import.meta.dirname, '../../../otel-collector/build');

/** The OpenTelemetry Collector, from the sources that its builder wrote. `go.sum` pins every module. */
export const collector: Part = {
  name: 'collector',
  madeFrom: {
    files: readdirSync(SOURCES).map((file) => path.join(SOURCES, file)),
    words: BUILD_FLAGS,
  },
  async make(directory) {
    const output = path.join(directory, 'otelcol');
    await runTool(GO, ['build', '-C', SOURCES, ...BUILD_FLAGS, '-o', output, '.'], { env: GO_ENVIRONMENT });
  },
};
