import { expect, it } from '@jest/globals';
import type { DeadLetter } from '#event-log';
import { deadLetterFor } from './dead-letters.js';
import { keepable } from './keepable-letter.js';

const LETTER: DeadLetter = {
  runId: 'run',
  reason: 'unreadable',
  detail: 'value is not JSON',
  origin: { topic: 'run-commands', partition: 2, offset: 7 },
  headers: { ce_type: 'parley.start-run.v1' },
  value: '{',
};
/** A broker takes batches of a million bytes as it comes. */
const BROKER_TAKES = 1_000_000;

it('leaves a letter of usual size as it is', () => {
  expect(keepable(LETTER)).toEqual(LETTER);
});

it.each([
  ['a value', { value: '\u{1F4A3}'.repeat(2_000_000) }],
  ['a key', { runId: 'x'.repeat(2_000_000) }],
  ['a detail', { detail: 'y'.repeat(2_000_000) }],
  ['headers', { headers: { ...LETTER.headers, one: 'z'.repeat(2_000_000), ['n'.repeat(2_000_000)]: '' } }],
])('cuts %s that no broker would take, and keeps where the whole is', (_, over) => {
  const letter = keepable({ ...LETTER, ...over });
  expect(Buffer.byteLength(JSON.stringify(letter))).toBeLessThan(BROKER_TAKES);
  expect(letter).toMatchObject({ reason: 'unreadable', origin: LETTER.origin, headers: LETTER.headers });
});

it('says that it has cut something', () => {
  expect(keepable({ ...LETTER, value: 'v'.repeat(200_000) }).detail).toBe(
    'value is not JSON; it is too large for a letter, which has its beginning',
  );
});

it('is what becomes of a record that cannot be read', () => {
  const unreadable = { detail: 'value is not JSON', headers: {}, value: 'v'.repeat(200_000) };
  const record = { topic: 'run-commands', partition: 2, offset: 7, time: 0, key: 'run', unreadable } as const;
  expect(deadLetterFor(record, undefined, { partitionOf: () => 2 })?.value).toHaveLength(100_000);
});
