// Writes docs/experiment.schema.json, which a test compares with what the schema says.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { experimentJsonSchema } from '../apps/cli/comparison/experiment-schema.ts';

const file = path.resolve(import.meta.dirname, '../docs/experiment.schema.json');
writeFileSync(file, `${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);
