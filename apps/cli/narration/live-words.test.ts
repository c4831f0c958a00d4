import { describe, expect, it } from '@jest/globals';
import { asTurnId, type TurnDelta } from '#events';
import { completed, runOf, started, submitted } from '../testing/sample-run.js';
import { plain } from '../terminal.js';
import { liveWords } from './live-words.js';

const delta = (turnId: string, n: number, text: string, attempt = 1): TurnDelta => ({
  turnId: asTurnId(turnId),
  attempt,
  n,
  text,
});

function heard(...deltas: readonly TurnDelta[]) {
  const words = liveWords({ paint: plain, width: 40 });
  for (const one of deltas) words.hear(one);
  return words;
}

describe('live words', () => {
  it('are what each agent has said so far', () => {
    const words = heard(delta('peer-1.1', 1, 'It '), delta('peer-2.1', 1, 'Well, '), delta('peer-1.1', 2, 'is 42.'));
    expect(words.lines()).toEqual(['  peer-1 says', '    It is 42.', '  peer-2 says', '    Well,']);
  });

  it('are no more than fit, the latest of them', () => {
    const long = heard(...Array.from({ length: 500 }, (_, n) => delta('solo.1', n + 1, `word ${n + 1}\n`)));
    expect(long.lines()).toHaveLength(8);
    expect(long.lines().at(-1)).toBe('    word 500');
  });

  it('begin anew with the next attempt, and take nothing from an earlier one', () => {
    const words = heard(delta('solo.1', 1, 'Half an'), delta('solo.1', 1, 'Whole', 2), delta('solo.1', 2, ' answer'));
    expect(words.lines()).toEqual(['  solo says', '    Whole']);
  });

  it('show where some were lost', () => {
    expect(heard(delta('solo.1', 3, 'late'), delta('solo.1', 5, 'r')).lines()).toEqual([
      '  solo says',
      '     … late … r',
    ]);
  });

  it('obey no control characters', () => {
    expect(heard(delta('solo.1', 1, '\u001B[2Jgone')).lines()).toEqual(['  solo says', '    ␛[2Jgone']);
  });

  it('are void when their turn, or the run, has ended', () => {
    const words = heard(delta('peer-1.1', 1, 'It is'), delta('peer-2.1', 1, 'Well'));
    const [, recorded, end] = runOf(started(), submitted('peer-1', 1, '42'), completed('peer-1', 1));
    words.note(recorded!);
    expect(words.lines()).toEqual(['  peer-2 says', '    Well']);
    words.note(end!);
    expect(words.lines()).toEqual([]);
  });
});
