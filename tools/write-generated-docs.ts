// npm run generated-docs: writes the documents that are made of the code; tests compare each with what the code says.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncApiDocument } from '#events';
import { systemJsonSchema } from '#systems';
import { telemetryPage } from '#telemetry';
import { experimentJsonSchema } from '../apps/cli/comparison/experiment-schema.js';

const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

const DOCUMENTS: Readonly<Record<string, string>> = {
  'asyncapi.json': json(asyncApiDocument()),
  'experiment.schema.json': json(experimentJsonSchema()),
  'system.schema.json': json(systemJsonSchema()),
  'telemetry.md': telemetryPage(),
};

for (const [name, text] of Object.entries(DOCUMENTS)) {
  writeFileSync(path.resolve(import.meta.dirname, '../docs', name), text);
}
