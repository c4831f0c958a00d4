import { describe, expect, it } from '@jest/globals';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { answerOrigin } from './answer-origin.js';

const originOf = (told: Conversation) => answerOrigin(narrativeOf(told.trajectory('failed')))?.step;
const asked = () => conversation().asks('How many of the mills listed before 1980 still have their wheel?');

describe('answerOrigin', () => {
  it.each(['41,670', '41670', '41670.0'])('knows a number however it is written: %s', (written) => {
    const told = asked()
      .says('a', 'We have to look it up.')
      .says('b', `I get ${written} for all of them.`)
      .says('a', 'FINAL ANSWER: 41670');
    expect(originOf(told)).toBe(2);
  });

  it('does not take every small number for the answer', () => {
    const told = asked()
      .says('a', 'The plan: 1. Find the list. 2. Count the mills that still have their wheel.')
      .says('b', 'Page 2 shows the register of the coast.')
      .says('b', 'From what I see there are two mills that were listed before 1980 and still have their wheel.')
      .says('a', 'FINAL ANSWER: 2');
    expect(originOf(told)).toBe(3);
  });

  it('goes by the result of a calculation, not by its terms', () => {
    const told = asked()
      .says('a', 'There were 688 of them at first.')
      .says('b', 'So it is 688 - 22 = 666 in the end.')
      .says('a', 'That is 688 - 22 = 666.');
    expect(originOf(told)).toBe(2);
  });

  it('holds it against who singles it out rather than who listed it among others', () => {
    const told = conversation()
      .asks('Who won with his second book?')
      .says('a', 'The winners are Eino Harju, Tore Lien, Jon Vassli, Sara Ravn, Olli Maki and Per Dahl.')
      .says('b', 'Of these it was Tore Lien, whose second book came out in that year.')
      .says('a', 'FINAL ANSWER: Tore Lien');
    expect(originOf(told)).toBe(2);
  });

  it('goes from the output of code to who wrote it, unless the code has failed', () => {
    const told = (output: string) =>
      asked()
        .says('a', 'I count them. ```python\nprint(count())\n```')
        .says('x', output)
        .says('b', 'As far as I know it is 17.')
        .says('a', 'The answer is: 17');
    expect(originOf(told('exitcode: 0 (execution succeeded)\nCode output: 17'))).toBe(1);
    expect(originOf(told('exitcode: 1 (execution failed)\nCode output: [Errno 17] No such file'))).toBe(3);
  });

  it('knows of no answer where the run says nothing new', () => {
    expect(originOf(asked().says('a', 'Thank you. TERMINATE'))).toBeUndefined();
  });
});
