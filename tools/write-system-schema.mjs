// Writes docs/system.schema.json, which a test compares with what the schema says.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemJsonSchema } from '#systems';

const file = path.resolve(import.meta.dirname, '../docs/system.schema.json');
writeFileSync(file, `${JSON.stringify(systemJsonSchema(), null, 2)}\n`);
