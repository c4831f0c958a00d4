// Writes docs/telemetry.md, which a test compares with what the names of the spans say.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { telemetryDocument } from '#spans';

writeFileSync(path.resolve(import.meta.dirname, '../docs/telemetry.md'), telemetryDocument());
