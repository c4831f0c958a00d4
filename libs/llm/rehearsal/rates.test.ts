import { describe, expect, it } from '@jest/globals';
import { RATES } from './default-rates.js';
import { parseRates } from './rates.js';

describe('rates', () => {
  it('that are shipped are rates', () => {
    expect(parseRates(RATES)).toEqual(RATES);
  });

  it('name every field that is wrong, and how to put it right', () => {
    const { numericalDrift: _drift, ...others } = RATES['rehearsal-low']!;
    const parse = () => parseRates({ mine: { ...others, contextOmission: 12, typo: 1 } });
    expect(parse).toThrow(RangeError);
    expect(parse).toThrow(/rates\.mine\.numericalDrift: must be a probability: give a number from 0 to 1/);
    expect(parse).toThrow(/rates\.mine\.contextOmission: must be a probability/);
    expect(parse).toThrow(/rates\.mine: .*"typo"/);
    expect(() => parseRates('none')).toThrow(/^rates: /);
  });
});
