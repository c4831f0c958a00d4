// Writes docs/asyncapi.json, which a test compares with what the schemas say.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncApiDocument } from '#events';

const file = path.resolve(import.meta.dirname, '../docs/asyncapi.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(asyncApiDocument(), null, 2)}\n`);
