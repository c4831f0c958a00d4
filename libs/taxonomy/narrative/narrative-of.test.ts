import { describe, expect, it } from '@jest/globals';
import type { Trajectory } from '#trajectory';
import { conversation } from '../testing/index.js';
import { narrativeOf } from './narrative-of.js';
import { runnersAmong } from './runners.js';
import { readJson } from './read-json.js';

describe('narrativeOf', () => {
  it('tells rules, requests, speeches and observations apart, at the steps of the trajectory', () => {
    const told = conversation()
      .rules('Be kind.')
      .asks('Hello?')
      .says('a', 'Hi.')
      .calls('a', 'look', { at: 1 }, { id: 'x' });
    expect(narrativeOf(told.trajectory()).entries).toMatchObject([
      { kind: 'rules', step: 0, text: 'Be kind.' },
      { kind: 'request', step: 1, speaker: 'user' },
      { kind: 'speech', step: 2, speaker: 'a', calls: [] },
      { kind: 'speech', step: 3, calls: [{ name: 'look', arguments: { at: 1 } }] },
      { kind: 'observation', step: 4, source: 'look', data: { id: 'x' }, failed: false, askedBy: 3 },
    ]);
  });

  it('tells a message that only sends a turn on as that turn', () => {
    const told = conversation().says('a', 'Find it.').tells('a', 'b', 'Find it.').tells('a', 'b', 'Find it.');
    expect(narrativeOf(told.trajectory()).entries).toMatchObject([
      { step: 0, to: ['b'], isOrder: true },
      { step: 2, to: ['b'], isOrder: true },
    ]);
  });

  it('reads texts out of JSON that is said, and final answers that are no steps', () => {
    const told = conversation().tells('a', 'b', '{"to":"b","brief":"Find it."}').says('b', 'Here.');
    const run: Trajectory = { ...told.trajectory(), answers: [{ agent: 'b', content: '{"answer":"42"}' }] };
    expect(narrativeOf(run).entries.map(({ text }) => text)).toEqual(['b\nFind it.', 'Here.\n42']);
  });

  it('has no order given to who only runs code, and its output answer the code', () => {
    const told = conversation()
      .says('coder', '```\nprint(3)\n```')
      .tells('lead', 'runner', 'Please run it.')
      .says('runner', 'exit code: 0\nstdout: 3')
      .says('lead', 'It is 3.');
    expect(narrativeOf(told.trajectory()).entries).toMatchObject([
      { kind: 'speech', bringsCode: true },
      { kind: 'speech', isOrder: false },
      { kind: 'observation', askedBy: 0 },
      { kind: 'speech' },
    ]);
  });

  it('puts the task first where it is given beside the trajectory', () => {
    expect(narrativeOf(conversation().says('a', 'Hi.').trajectory(), 'Greet.').entries[0]).toMatchObject({
      kind: 'request',
      text: 'Greet.',
    });
  });

  it.each([
    'Error: gone',
    'Traceback (most recent call last): x',
    '{"error": "gone"}',
    'exitcode: 1 (execution failed)',
    'ValueError: x',
  ])('takes %p for an error', (result) => {
    const [, seen] = narrativeOf(conversation().calls('a', 'look', {}, result).trajectory()).entries;
    expect(seen).toMatchObject({ failed: true });
  });

  it.each(['no error was found', '{"errors": 0}', 'exitcode: 0 (execution succeeded)', 'It went well.'])(
    'takes %p for none',
    (result) => {
      const [, seen] = narrativeOf(conversation().calls('a', 'look', {}, result).trajectory()).entries;
      expect(seen).toMatchObject({ failed: false });
    },
  );
});

describe('runnersAmong', () => {
  const code = { speaker: 'coder', text: 'I would run this: ```print(1)```' };

  it('knows a runner of code by what it says', () => {
    expect(runnersAmong([code, { speaker: 'x', text: 'exitcode: 0' }])).toEqual(new Set(['x']));
    expect(runnersAmong([code, { speaker: 'x', text: '1' }, code, { speaker: 'x', text: '[2, 3]' }])).toEqual(
      new Set(['x']),
    );
  });

  it.each([
    'The script ran, then exited with Unix exit code: 0\nIts output was:\n3',
    'exit status 1\nNameError: x',
    '[process ended with exit code 0]\n3',
    'stdout: 3',
    'Execution output:\n3',
    'There is no code in the last message for me to execute.',
  ])('knows it by %p', (text) => {
    expect(runnersAmong([code, { speaker: 'x', text }, code, { speaker: 'x', text }])).toEqual(new Set(['x']));
  });

  it('knows it also where somebody asks it to run what another has written', () => {
    const request = { speaker: 'lead', text: 'Please execute.' };
    expect(runnersAmong([code, request, { speaker: 'x', text: '2.18 wheel\n 11.97 total' }])).toEqual(new Set(['x']));
    const other = { speaker: 'lead', text: 'What do we make of it?' };
    expect(runnersAmong([code, other, { speaker: 'x', text: '11.97' }])).toEqual(new Set());
  });

  it('takes nobody for one who speaks for itself', () => {
    expect(runnersAmong([code, { speaker: 'x', text: 'I see 1.' }])).toEqual(new Set());
    expect(runnersAmong([{ speaker: 'solo', text: 'exitcode: 0' }])).toEqual(new Set());
  });
});

describe('readJson', () => {
  it('reads objects and lists, and takes everything else for text', () => {
    expect(readJson(' {"a": [1]} ')).toEqual({ a: [1] });
    expect([
      readJson('12'),
      readJson('{a}'),
      readJson(''),
      readJson(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
    ]).toEqual(Array(4).fill(undefined));
  });
});
