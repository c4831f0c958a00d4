import { describe, expect, it } from '@jest/globals';
import { passagesOf } from './passages.js';
import type { LoadedDocument } from './port.js';
import { readDocument } from './read-document.js';
import { searchDocuments } from './search-documents.js';
import { invocationWith } from './testing/invocation.js';

const acme: LoadedDocument = {
  id: 'acme-2022',
  title: 'Acme annual report 2022',
  text: '# Income\n| Operating income | 1,234.5 | [F1] |\n\n# Staff\nAcme employs 900 people. [F2]',
};
const beta: LoadedDocument = { id: 'beta-2022', title: 'Beta note', text: 'Beta sold its operating business.' };
const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');

const search = (query: string, documents = [acme, beta]) =>
  searchDocuments.run({ ...invocationWith(documents), arguments: { query } });
const read = (input: object, documents = [acme, beta]) =>
  readDocument.run({ ...invocationWith(documents), arguments: input });

describe('search_documents', () => {
  it('gives the best passage of each document that matches, best first', async () => {
    const { status, text } = await search('operating income');
    expect(status).toBe('ok');
    expect(text).toMatch(/^2 of 2 documents match/);
    expect(text).toMatch(
      /1\. documentId: acme-2022, title: Acme annual report 2022, score: [\d.]+, lines 1-3\n# Income/,
    );
    expect(text).toContain('| Operating income | 1,234.5 | [F1] |');
    expect(text).not.toContain('900 people');
    expect(text.indexOf('acme-2022')).toBeLessThan(text.indexOf('beta-2022'));
  });

  it('says what to do when nothing matches and when there is nothing', async () => {
    expect((await search('zebra')).text).toContain('read_document with one of: acme-2022, beta-2022');
    expect((await search('zebra', [])).text).toBe('This task has no documents.');
  });
});

describe('passagesOf', () => {
  it('covers every line once, breaks at headings and never inside a line', () => {
    const text = `intro\n# A\n${'x'.repeat(900)}\n${lines(200)}`;
    const passages = passagesOf({ id: 'd', title: 'D', text });
    expect(passages.map((passage) => passage.text).join('\n')).toBe(text);
    expect(passages.slice(0, 2).map(({ firstLine, lastLine }) => [firstLine, lastLine])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    for (const passage of passages.slice(3)) expect(passage.text.length).toBeLessThanOrEqual(700);
  });
});

describe('read_document', () => {
  it('returns the lines asked for and says how to read on', async () => {
    const { text } = await read({ documentId: 'acme-2022', from: 2, lines: 1 });
    expect(text.split('\n')).toEqual([
      'acme-2022 (Acme annual report 2022), lines 2-2 of 5:',
      '| Operating income | 1,234.5 | [F1] |',
      '[lines 3-5 follow: read on with {"documentId": "acme-2022", "from": 3}]',
    ]);
  });

  it('reads a long document whole by following its own directions', async () => {
    const long: LoadedDocument = { id: 'long', title: 'Long', text: lines(3_000) };
    const seen: string[] = [];
    let from: number | undefined = 1;
    while (from !== undefined) {
      const { text } = await read({ documentId: 'long', from }, [long]);
      expect(text.length).toBeLessThan(10_500);
      seen.push(...text.split('\n').filter((line) => line.startsWith('line ')));
      const next: string | undefined = /"from": (\d+)/.exec(text)?.[1];
      from = next === undefined ? undefined : Number(next);
    }
    expect(seen.join('\n')).toBe(long.text);
  });

  it('cuts a line that alone is too long, visibly', async () => {
    const { text } = await read({ documentId: 'wide' }, [
      { id: 'wide', title: 'W', text: `${'y'.repeat(50_000)}\nend` },
    ]);
    expect(text).toContain('[line cut: first 10000 of 50000 characters]');
    expect(text).toContain('"from": 2');
  });

  it('names the documents that there are', async () => {
    expect(await read({ documentId: 'nope' })).toEqual({
      status: 'error',
      text: 'documentId: there is no document "nope"; use one of: acme-2022, beta-2022',
    });
    expect((await read({ documentId: 'acme-2022', from: 6 })).text).toBe('from: document "acme-2022" ends at line 5');
  });
});
