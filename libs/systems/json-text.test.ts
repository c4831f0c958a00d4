import { describe, expect, it } from '@jest/globals';
import { readJsonText } from './json-text.js';

const TEXT = `{
  "a": [1, {"b": "x"}],
  "c": true
}`;

describe('readJsonText', () => {
  it('gives the value and where its parts stand', () => {
    const read = readJsonText(TEXT);
    if (!('ok' in read)) throw new Error(read.problem.message);
    const { value, placeOf, placeOfName } = read.ok;
    expect(value).toEqual({ a: [1, { b: 'x' }], c: true });
    expect(placeOf(['a', 1, 'b'])).toEqual({ line: 2, column: 18 });
    expect(placeOfName(['a', 1, 'b'])).toEqual({ line: 2, column: 13 });
    expect(placeOf(['c'])).toEqual({ line: 3, column: 8 });
    expect(placeOf(['a', 1, 'missing', 'deep'])).toEqual({ line: 2, column: 12 });
    expect(placeOf(['missing'])).toEqual({ line: 1, column: 1 });
  });

  it('takes a byte order mark for none of the text', () => {
    expect(readJsonText('\uFEFF{}')).toHaveProperty('ok.value', {});
  });

  it.each([
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, 'is not JSON: invalid symbol'],
    ['{"a": 1,}', 1, 9, 'is not JSON: property name expected'],
    ['{"a": 1 // why\n}', 1, 9, 'is not JSON: invalid comment token'],
    ['', 1, 1, 'is not JSON: value expected'],
    ['{\n  "a": {"b": 1,\n    "b": 2}}', 3, 5, '"b" stands there twice: leave one of them out'],
  ])('names the place in %j', (text, line, column, message) => {
    expect(readJsonText(text)).toEqual({ problem: { line, column, message } });
  });
});
