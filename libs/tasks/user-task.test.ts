import { describe, expect, it } from '@jest/globals';
import { canonicalTask } from './canonical.js';
import type { GraderSpec, Task } from './task.js';
import { parseUserTask } from './user-task.js';

function parsed(json: unknown): Task {
  const result = parseUserTask(json);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.ok;
}
const problems = (json: unknown): unknown => {
  const result = parseUserTask(json);
  return 'problems' in result ? result.problems.map(({ field, message }) => `${field}: ${message}`) : [];
};

describe('parseUserTask', () => {
  it('takes a bare input', () => {
    expect(parsed({ input: 'Why?' })).toEqual({
      brief: { input: 'Why?', documents: [], tools: [] },
      grader: { kind: 'none' },
    });
  });

  it('gives documents a title, a media type and the tools to read them', () => {
    expect(parsed({ input: 'Why?', documents: [{ id: 'a', text: 'Because.' }] }).brief).toEqual({
      input: 'Why?',
      documents: [{ id: 'a', title: 'a', mediaType: 'text/plain', content: 'Because.' }],
      tools: ['search_documents', 'read_document', 'calculator'],
    });
    expect(parsed({ input: 'Why?', documents: [{ id: 'a', text: 'Because.' }], tools: [] }).brief.tools).toEqual([]);
  });

  it.each<[unknown, GraderSpec]>([
    [{ expected: 42 }, { kind: 'numeric', expected: 42, tolerance: 0 }],
    [{ expected: 'Paris' }, { kind: 'exact', expected: 'Paris' }],
    [{ expected: ['yes', 'no'] }, { kind: 'one-of', expected: ['yes', 'no'] }],
    [
      { grader: { kind: 'numeric', unit: 'USD' }, expected: 4 },
      { kind: 'numeric', tolerance: 0, unit: 'USD', expected: 4 },
    ],
    [
      { grader: { kind: 'json-path', path: '$.a', expected: null } },
      { kind: 'json-path', path: '$.a', expected: null },
    ],
    [{ grader: { kind: 'none' } }, { kind: 'none' }],
  ])('reads the grader of %j', (parts, grader) => {
    expect(parsed({ input: 'Why?', ...(parts as object) }).grader).toEqual(grader);
  });

  it.each<[unknown, string[]]>([
    [undefined, [': is missing: give an object']],
    [{}, ['input: is missing: give a text']],
    [{ input: '' }, ['input: must not be empty']],
    [{ input: 1, prompt: 'x' }, ['input: must be a text', 'prompt: is not known here: remove it or correct its name']],
    [{ input: 'x', documents: [{ id: 'a' }] }, ['documents[0].text: is missing: give a text']],
    [
      {
        input: 'x',
        documents: [
          { id: 'a', text: '1' },
          { id: 'a', text: '2' },
        ],
      },
      ['documents[1].id: "a" is the id of an earlier document: give each its own'],
    ],
    [
      { input: 'x', grader: { kind: 'vibes' } },
      ['grader.kind: is missing or not known: use one of exact, numeric, one-of, json-path, none'],
    ],
    [{ input: 'x', grader: { kind: 'numeric' } }, ['grader.expected: is missing: give a number']],
    [{ input: 'x', grader: { kind: 'json-path', path: '$.a' } }, ['grader.expected: is missing: give a value']],
    [
      { input: 'x', grader: { kind: 'json-path', path: 'a[', expected: 1 } },
      ['grader.path: is no JSONPath: write one as in `$.result.total`'],
    ],
    [{ input: 'x', grader: { kind: 'numeric', tolerance: -1 }, expected: 1 }, ['grader.tolerance: must be 0 or more']],
    [
      { input: 'x', grader: { kind: 'exact', expected: 'a' }, expected: 'b' },
      ['expected: is given twice: keep either this or grader.expected'],
    ],
    [
      { input: 'x', expected: { a: 1 } },
      ['expected: must be a text, a number or a list of texts: for other values give a json-path grader'],
    ],
  ])('names field and fix for %j', (json, expected) => {
    expect(problems(json)).toEqual(expected);
  });
});

describe('canonicalTask', () => {
  const task = parsed({ input: 'Why?', expected: 42 });

  it('is the same for the same brief and criteria, whatever is expected', () => {
    expect(canonicalTask(parsed({ expected: 43, input: 'Why?' }))).toBe(canonicalTask(task));
    expect(canonicalTask(task)).not.toContain('42');
  });

  it('tells briefs and criteria apart', () => {
    expect(canonicalTask(parsed({ input: 'How?', expected: 42 }))).not.toBe(canonicalTask(task));
    expect(canonicalTask(parsed({ input: 'Why?', expected: '42' }))).not.toBe(canonicalTask(task));
    const loose = { kind: 'numeric', tolerance: 1, expected: 42 };
    expect(canonicalTask(parsed({ input: 'Why?', grader: loose }))).not.toBe(canonicalTask(task));
  });

  it('does not depend on the order of keys', () => {
    const grader = { expected: 42, tolerance: 0, kind: 'numeric' } as const;
    const { input, documents, tools } = task.brief;
    expect(canonicalTask({ grader, brief: { tools, documents, input } })).toBe(canonicalTask(task));
  });
});
