import { describe, expect, it } from '@jest/globals';
import { calculator } from './calculator.js';
import { invocationWith } from './testing/invocation.js';

const calculate = (expression: string) => calculator.run({ ...invocationWith(), arguments: { expression } });

describe('calculator', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['(1234.5 - 1000) / 1000 * 100', '23.45'],
    ['12345678901234567890.12 * 3', '37037036703703703670.36'],
    ['1 / 3', '0.33333333333333333333333333333333'],
    ['round(2.345, 2)', '2.35'],
    ['200 * 8%', '16'],
    ['max(3, 7) - sqrt(16)', '3'],
    ['5 km to m', '5000 m'],
    ['-2 ^ 2', '-4'],
    ['7 mod 3', '1'],
  ])('%s = %s', async (expression, text) => {
    expect(await calculate(expression)).toEqual({ status: 'ok', text });
  });

  it.each([
    ['import("fs")', 'no function "import"'],
    ['evaluate("1")', 'no function "evaluate"'],
    ['sum(map([1], evaluate))', 'no function "map"'],
    ['f(x) = x', 'no functionassignment'],
    ['x = 1', 'no assignment'],
    ['1; 2', 'no block'],
    ['"a".constructor', 'no accessor'],
    ['170!', 'operator "factorial" is not allowed'],
    ['evaluate', 'it is a function'],
    ['sqrt(-1)', 'it is a Complex'],
    ['1 / 0', 'division by zero'],
    ['10 ^ (10 ^ 9)', 'not a finite number'],
    ['1,234.5 - 1', 'without thousands separators'],
    ['$5', 'without thousands separators and currency signs'],
  ])('refuses %s and says what is wrong', async (expression, message) => {
    const { status, text } = await calculate(expression);
    expect(status).toBe('error');
    expect(text).toContain(message);
    expect(text).toContain(expression);
  });
});
