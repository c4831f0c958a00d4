import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { suspectsOf } from './suspect.js';

/** Of the last step. */
const demands = (told: Conversation) => suspectsOf(caseOf(narrativeOf(told.trajectory('failed')))).at(-1)!.signs;

describe('signs of what was asked for', () => {
  it('sees what of the task is used no more', () => {
    const told = () =>
      conversation()
        .asks('Which open inn sells cheap soup?')
        .says('a', 'Inns that are open: Anker, Gans. Soup at both.');
    expect(demands(told().says('a', 'The open inn with cheap soup is Anker.'))).toMatchObject({ forgotten: 0 });
    expect(demands(told().says('a', 'The cheap inn is Anker.'))).toMatchObject({ forgotten: 0.4 });
  });

  it('sees what of its order, else of the task, code does without', () => {
    const ordered = () => conversation().asks('Sum it.').tells('lead', 'coder', 'Sum grams of express parcels.');
    const code = (text: string) => ordered().says('coder', `\`\`\`python\n${text}\n\`\`\``);
    expect(demands(code('sum(express_parcels.grams)'))).toMatchObject({ codeLacks: 0 });
    expect(demands(code('sum(parcels.grams)'))).toMatchObject({ codeLacks: 0.25 });
    expect(demands(ordered().says('coder', 'It is done.'))).toMatchObject({ codeLacks: 0 });
  });

  it('counts the numbers that a step does without', () => {
    const told = (text: string) => conversation().asks('Boats over 12 m built after 1950?').says('a', text);
    expect(demands(told('Boats over 12 m: three.'))).toMatchObject({ numbersMissing: 0.5 });
    expect(demands(told('Over 12 m and after 1950: two.'))).toMatchObject({ numbersMissing: 0 });
  });
});
