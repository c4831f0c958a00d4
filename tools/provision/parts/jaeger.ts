import path from 'node:path';
import { z } from 'zod';
import { ProvisionError, type Part } from '../part.js';
import { runTool } from '../run-tool.js';
import { BUILD_FLAGS, GO, GO_ENVIRONMENT } from './go.js';

/** Jaeger v2.13.0: its Go module has kept the numbers of version 1. Its own go.sum pins what it is built from. */
const MODULE = 'github.com/jaegertracing/jaeger@v1.76.0';
const SUM = 'h1:sWCOOF1dr+NL0PLil7mFo3BqqQL8k4WiM7aguFbc14g=';

const DownloadSchema = z.object({ Dir: z.string(), Sum: z.string() });

/** Jaeger 2 without the assets of its pages, which are in no registry: they are blank, its query API is whole. */
export const jaeger: Part = {
  name: 'jaeger',
  madeFrom: { files: [], words: [MODULE, SUM, ...BUILD_FLAGS] },
  async make(directory) {
    // Not `go install`, which refuses modules that replace others.
    const downloaded = await runTool(GO, ['mod', 'download', '-json', MODULE], { cwd: directory });
    const { Dir, Sum } = DownloadSchema.parse(JSON.parse(downloaded));
    if (Sum !== SUM)
      throw new ProvisionError(`${MODULE} has the sum ${Sum}, not ${SUM}: do not trust this module proxy`);
    const output = path.join(directory, 'jaeger');
    await runTool(GO, ['build', '-C', Dir, ...BUILD_FLAGS, '-o', output, './cmd/jaeger'], { env: GO_ENVIRONMENT });
  },
};
