import { describe, expect, it } from '@jest/globals';
import { conversation, type Conversation } from '../testing/index.js';
import { narrativeOf } from './narrative-of.js';
import { speechesOf } from './narrative.js';

const ordersIn = (told: Conversation) =>
  speechesOf(narrativeOf(told.trajectory())).flatMap(({ step, to, isOrder }) => (isOrder ? [{ step, to }] : []));

const asked = () => conversation().asks('How tall is the mast of Ostervik?');

describe('orders by name', () => {
  it('are what one agent calls on others for', () => {
    const told = asked()
      .says('Chief', 'The plan: Finder, who has a browser, looks it up; Writer answers.')
      .says('Chief', 'Finder, how tall is the mast?')
      .says('Finder', 'The page says 48 metres.')
      .says('Chief', 'Good. Writer, put it into a sentence. @Finder wait.')
      .says('Writer', 'It is 48 metres tall.');
    expect(ordersIn(told)).toEqual([
      { step: 2, to: ['Finder'] },
      { step: 4, to: ['Finder', 'Writer'] },
    ]);
  });

  it('are none where people call on each other, where it is done once, or where the source tells who is spoken to', () => {
    const peers = asked()
      .says('a.b', 'c, how tall is it?')
      .says('c', 'a.b, I do not know.')
      .says('a.b', 'c, look it up.')
      .says('c', 'a.b, it is 48 metres.');
    expect(ordersIn(peers)).toEqual([]);
    expect(ordersIn(asked().says('a', 'b, how tall is it?').says('b', '48 metres.'))).toEqual([]);
    const told = asked()
      .tells('lead', 'a', 'a, find it.')
      .says('b', 'a, hurry.')
      .says('b', 'a, please.')
      .says('a', '48');
    expect(ordersIn(told)).toEqual([{ step: 1, to: ['a'] }]);
  });
});
