// Writes docs/telemetry.md, which a test compares with what the names of spans, metrics and variables say.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { telemetryPage } from '#telemetry';

writeFileSync(path.resolve(import.meta.dirname, '../docs/telemetry.md'), telemetryPage());
