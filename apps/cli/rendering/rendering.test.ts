import { describe, expect, it } from '@jest/globals';
import { plain } from '../terminal.js';
import { runOf, started } from '../testing/sample-run.js';
import { eventLine } from './event-line.js';
import { indented, oneLine } from './fit.js';
import { printable } from './printable.js';
import { decimal, dollars, duration } from './numbers.js';
import { table } from './table.js';

describe('fitting text', () => {
  it('makes one line of it and shows a cut', () => {
    expect(oneLine('a\n b\tc', 10)).toBe('a b c');
    expect(oneLine('abcdef ghij', 8)).toBe('abcdef…');
  });

  it('wraps at words, keeps line breaks, and breaks words that are too long', () => {
    expect(indented('one two three four five\n\nsix', 24)).toEqual([
      '    one two three four',
      '    five',
      '',
      '    six',
    ]);
    expect(indented('x'.repeat(25), 24)).toEqual([`    ${'x'.repeat(20)}`, `    ${'x'.repeat(5)}`]);
  });
});

describe('numbers', () => {
  it('says unknown for an unknown cost and shows small costs with more digits', () => {
    expect([dollars(undefined), dollars(0), dollars(1_234), dollars(12_345_678)]).toEqual([
      'unknown',
      '$0.0000',
      '$0.0012',
      '$12.35',
    ]);
  });

  it('shows durations in their own unit and a dash for what is not defined', () => {
    const durations = [850, 12_340, 245_000, 83_040_000, 273_600_000];
    expect(durations.map(duration)).toEqual(['850 ms', '12.3 s', '4 min 5 s', '23 h 4 min', '3 d 4 h']);
    expect([decimal(undefined, 2), decimal(0.5, 2)]).toEqual(['-', '0.50']);
  });
});

describe('table', () => {
  it('aligns columns under a ruled head, without colours or trailing blanks', () => {
    const text = table(
      [{ title: 'system' }, { title: 'turns', right: true }],
      [
        ['single', '7.2'],
        ['centralized', '27.7'],
      ],
    );
    expect(text).toBe(
      ['system       turns', '-----------  -----', 'single         7.2', 'centralized   27.7'].join('\n'),
    );
  });
});

describe('a table that is too wide', () => {
  const columns = [{ title: 'name' }, { title: 'a\nfigure', right: true }, { title: 'meaning' }] as const;
  const rows = [['one', '123456789', 'what it means in many words']];

  it('wraps texts at words, the widest first, and figures never', () => {
    expect(table(columns, rows, 30).split('\n')).toEqual([
      '              a',
      'name     figure  meaning',
      '----  ---------  -------------',
      'one   123456789  what it means',
      '                 in many words',
    ]);
  });

  it('keeps to one line where there is room, and never breaks a word', () => {
    expect(table(columns, rows).split('\n')).toHaveLength(4);
    expect(table([{ title: 'id' }], [['0190a000-0000']], 5)).toContain('0190a000-0000');
  });

  it('shows control characters of its cells', () => {
    expect(table([{ title: 'x' }], [['\u001B[31mred\nblue']])).toContain('␛[31mred blue');
  });
});

describe('printable', () => {
  it('keeps line breaks, tabs and all that is no control character', () => {
    expect(printable('a\tb\r\nc — ü 🌍\n')).toBe('a\tb\nc — ü 🌍\n');
    expect(printable('a\u202Eb\u2066c\u200F')).toBe('a�b�c\u200F');
    expect(printable('\u0000\u001B]0;title\u0007\u007F\u0085\r')).toBe('␀␛]0;title␇␡�␍');
  });
});

describe('eventLine', () => {
  it('stays within the width', () => {
    const [event] = runOf(started());
    const terminal = {
      print: () => undefined,
      note: () => undefined,
      paint: plain,
      width: 100,
      live: undefined,
      bars: undefined,
    };
    const line = eventLine(event!, terminal);
    expect(line).toMatch(/^ {4}1 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}RunStarted {10}\{"brief"/);
    expect(line.length).toBeLessThanOrEqual(100);
  });
});
