import { describe, expect, it } from '@jest/globals';
import { recipeLine, stockLine, wantedLine, workshopIn } from './workshop-text.js';
import type { Recipe } from './workshop.js';

const ladder: Recipe = {
  id: 'R7',
  needs: [
    { count: 2, item: 'ash board' },
    { count: 1, item: 'hemp cord' },
  ],
  tool: 'frame saw',
  makes: { count: 1, item: 'rope ladder' },
};

describe('a workshop as text', () => {
  it('shows each recipe on a line of its own, bold, with its tag behind', () => {
    expect(recipeLine(ladder)).toBe('- **2 ash board + 1 hemp cord (needs frame saw) -> 1 rope ladder** [R7]');
  });

  it('is read back from among other text', () => {
    const stock = [
      { count: 12, item: 'ash board' },
      { count: 3, item: "saint's-wort" },
    ];
    const wanted = { count: 2, item: 'rope ladder' };
    const texts = [
      `# Inventory\n\nCounted **twice**.\n${stock.map(stockLine).join('\n')}\n${wantedLine(wanted)}\n`,
      `A good ladder: ${recipeLine(ladder)}, as the guild has it [R1].`,
    ];
    expect(workshopIn(texts)).toEqual({ stock, recipes: [ladder], wanted });
  });

  it('leaves out what it cannot read, and is none where nothing is wanted', () => {
    const unreadable = '**two board -> 1 box** [R1] **1 board ->** [R2] **0 board** [S1] **-3 board** [S2]';
    expect(workshopIn([`${unreadable} **1 box** [W1]`])).toEqual({
      stock: [],
      recipes: [],
      wanted: { count: 1, item: 'box' },
    });
    expect(workshopIn(['**3 board** [S1]'])).toBeUndefined();
  });
});
