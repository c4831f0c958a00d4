import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { encodeData, MAX_COMMAND_BYTES, MAX_RECORD_BYTES, type WireMessage } from './codec.js';
import { COMMAND_SCHEMAS, type CommandOf, type CommandType } from './envelope.js';
import { asCommandId, asRunId } from './identifiers.js';

type Json = Record<string, unknown>;
const goldenOf = (type: CommandType): Json => {
  const file = new URL(`./golden/v1/${type}.json`, import.meta.url);
  return JSON.parse((JSON.parse(readFileSync(file, 'utf8')) as WireMessage).value) as Json;
};

/** The command of the golden bytes with this in place of what stands at the path. */
function withValue(data: Json, [key = '', ...below]: readonly string[], value: unknown): Json {
  if (below.length === 0) return { ...data, [key]: value };
  const inner = data[key] as Json | Json[];
  if (!Array.isArray(inner)) return { ...data, [key]: withValue(inner, below, value) };
  return { ...data, [key]: inner.map((item) => withValue(item, below, value)) };
}

const keyed = (length: number) => [{ kind: 'submit_answer', index: 0, key: 'k'.repeat(length) }];
const labels = (length: number) => Object.fromEntries(Array.from({ length }, (_, n) => [`l${n}`, '']));

describe('a command', () => {
  it.each<[CommandType, string, number]>([
    ['StartRun', 'comparisonId', 200],
    ['StartRun', 'idempotencyKey', 255],
    ['StartRun', 'labels.team', 256],
    ['RecordTurn', 'defect.message', 2_000],
    ['StartToolCall', 'claim', 512],
    ['StartToolCall', 'worker', 512],
    ['RecordToolResult', 'claim', 512],
    ['DoubtToolCall', 'claim', 512],
    ['FailTurn', 'error.message', 2_000],
    ['FireTimer', 'timerId', 512],
    ['CancelRun', 'reason', 2_000],
    ['PauseRun', 'reason', 2_000],
    ['ResolveApproval', 'result', 16_384],
    ['ResolveApproval', 'reason', 2_000],
    ['GradeRun', 'grader', 200],
    ['GradeRun', 'version', 200],
    ['GradeRun', 'perAnswer.detail', 2_000],
  ])('%s has a longest %s: %i', (type, path, longest) => {
    const lengthIsFine = (length: number) =>
      COMMAND_SCHEMAS[type].safeParse(withValue(goldenOf(type), path.split('.'), 'x'.repeat(length))).success;
    expect([longest, longest + 1].map(lengthIsFine)).toEqual([true, false]);
  });

  it('has at most 32 labels, with names of at most 64 characters', () => {
    const isFine = (given: object) =>
      COMMAND_SCHEMAS.StartRun.safeParse({ ...goldenOf('StartRun'), labels: given }).success;
    expect([labels(32), labels(33)].map(isFine)).toEqual([true, false]);
    expect([64, 65].map((length) => isFine({ ['n'.repeat(length)]: '' }))).toEqual([true, false]);
  });

  it.each(['RecordTurn', 'RecordAnswer'] as const)('%s has the hash of a key of more than 64 characters', (type) => {
    const isFine = (length: number) =>
      COMMAND_SCHEMAS[type].safeParse({ ...goldenOf(type), controls: keyed(length) }).success;
    expect([64, 65].map(isFine)).toEqual([true, false]);
  });

  it('is small enough for an event to say all that it says, and more', () => {
    const command = (reason: string): CommandOf<'CancelRun'> => ({
      type: 'CancelRun',
      runId: asRunId('01920000-0000-7000-8000-000000000001'),
      tenant: 'default',
      source: '/parley/test',
      time: 0,
      id: asCommandId('01920000-0000-7000-8000-000000000002'),
      data: { reason },
    });
    const room = MAX_COMMAND_BYTES - encodeData(command('')).length;
    expect(encodeData(command('x'.repeat(room)))).toHaveLength(MAX_COMMAND_BYTES);
    expect(() => encodeData(command('x'.repeat(room + 1)))).toThrow(`exceeds ${MAX_COMMAND_BYTES} bytes`);
    expect(MAX_COMMAND_BYTES).toBeLessThan(MAX_RECORD_BYTES);
  });
});
