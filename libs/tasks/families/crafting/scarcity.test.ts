import { describe, expect, it } from '@jest/globals';
import { isOutOfReach } from './scarcity.js';
import { parseFormula, parsePortion } from './formula-text.js';
import type { Workshop } from './workshop.js';

const workshop = (stock: readonly string[], formulas: readonly string[], wanted: string): Workshop => ({
  stock: stock.map((text) => parsePortion(text)!),
  recipes: formulas.map((text, index) => ({ id: `R${index + 1}`, ...parseFormula(text)! })),
  wanted: parsePortion(wanted)!,
});
const CHAIN = ['3 ore -> 2 ingot', '1 ingot -> 4 wire', '6 wire + 1 board -> 1 lamp'];

describe('isOutOfReach', () => {
  it.each([
    ['nothing that it begins with is there', ['9 board'], CHAIN, '1 lamp'],
    ['no recipe makes it', ['9 ore', '9 board'], CHAIN, '1 kite'],
    ['a tool cannot be had', ['9 ore'], ['3 ore (needs crucible) -> 2 ingot'], '1 ingot'],
    ['there is too little of something at the far end', ['2 ore', '9 board'], CHAIN, '1 lamp'],
    ['there is too little of it in all its forms', ['1 ore', '3 wire', '9 board'], CHAIN, '1 lamp'],
    ['each other way takes it too', ['4 ore', '9 flux'], ['2 ore -> 1 ingot', '5 ore + 1 flux -> 3 ingot'], '3 ingot'],
    ['the other way asks for what nobody has', ['1 ore'], ['2 ore -> 1 ingot', '1 salt -> 1 ingot'], '1 ingot'],
    ['going round gains nothing', ['1 ingot'], ['1 ingot -> 4 wire', '5 wire -> 1 ingot'], '5 wire'],
  ] as const)('is certain where %s', (_, stock, formulas, wanted) => {
    expect(isOutOfReach(workshop(stock, formulas, wanted))).toBe(true);
  });

  it.each([
    ['there is just enough', ['3 ore', '1 board'], CHAIN, '1 lamp'],
    ['some is there in another form', ['2 wire', '3 ore', '1 board'], CHAIN, '1 lamp'],
    ['it is there already', ['1 lamp'], [], '1 lamp'],
    ['another way does without', ['1 salt'], ['2 ore -> 1 ingot', '1 salt -> 1 ingot'], '1 ingot'],
    ['a tool can be made', ['4 ore'], ['2 ore -> 1 file', '1 ore (needs file) -> 1 ingot'], '2 ingot'],
    ['going round gains', ['1 ingot'], ['1 ingot -> 4 wire', '3 wire -> 1 ingot'], '40 wire'],
  ] as const)('is not where %s', (_, stock, formulas, wanted) => {
    expect(isOutOfReach(workshop(stock, formulas, wanted))).toBe(false);
  });
});
