import { describe, expect, it } from '@jest/globals';
import { families, planOf, taskOf } from '#tasks';
import { toolNamed, type LoadedDocument } from '#tools';
import { invocationWith } from '#tools/testing';

const LEVELS = families().find(({ name }) => name === 'research')?.levels ?? [];
const INDICES = Array.from({ length: 40 }, (_, index) => index);
const refs = LEVELS.flatMap((level) => INDICES.map((index) => ({ family: 'research', seed: 11, index, level })));

describe.each(LEVELS)('the plans of research tasks of level %i', (level) => {
  it('find every fact with the search tool, each by what the one before it is', async () => {
    const unseen: unknown[] = [];
    for (const ref of refs.filter((one) => one.level === level)) {
      const [task, plan] = [taskOf(ref), planOf(ref)];
      const documents = 'ok' in task ? task.ok.brief.documents.map(loaded) : [];
      const known = new Map<string, string>();
      for (const { id, value, lookups } of plan?.facts ?? []) {
        const results = await Promise.all(lookups.map((lookup) => made(lookup, known, documents)));
        if (!results.some((text) => text.includes(`**${value}** [${id}]`))) unseen.push({ ref, id, lookups });
        known.set(id, value);
      }
      expect(known.size).toBeGreaterThan(1);
    }
    expect(unseen).toEqual([]);
  });
});

const loaded = ({ id, title, content }: { id: string; title: string; content: unknown }): LoadedDocument => ({
  id,
  title,
  text: String(content),
});

interface Lookup {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, string>>;
}

/** A placeholder of a fact that is not known yet stays, and finds nothing. */
async function made(lookup: Lookup, known: ReadonlyMap<string, string>, documents: readonly LoadedDocument[]) {
  const filled = Object.entries(lookup.arguments).map(([name, text]) => [
    name,
    text.replace(/\{(\w+)\}/g, (whole, id: string) => known.get(id) ?? whole),
  ]);
  const result = await toolNamed(lookup.tool)?.run({
    ...invocationWith(documents),
    arguments: Object.fromEntries(filled) as unknown,
  });
  return result?.text ?? '';
}
