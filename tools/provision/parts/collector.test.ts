import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, '../../../otel-collector', file), 'utf8');

describe("the collector's sources", () => {
  it('are of the manifest: every module of it, in that version', () => {
    const wanted = [...read('builder.yaml').matchAll(/gomod: (.+)/g)].map(([, module]) => module);
    expect(wanted.length).toBeGreaterThan(5);
    const required = read('build/go.mod');
    expect(wanted.filter((module) => !required.includes(`\t${module}\n`))).toEqual([]);
  });
});
