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

  it('does not take the numbers of lines for the answer', () => {
    const told = asked()
      .says('a', 'Contents:\n1 Water mills\n2 Tide mills\n3 Wind mills\n4 Ship mills')
      .says('b', 'So there are two mills that still have their wheel.')
      .says('a', 'FINAL ANSWER: 2');
    expect(originOf(told)).toBe(2);
  });

  it('knows identifiers of letters and digits', () => {
    const told = conversation()
      .asks('Which commit introduced the failure?')
      .says('a', 'Show the log of the terminal.')
      .says('b', 'It was introduced by c41e9d7, as the bisect shows.')
      .says('a', 'The answer is in the log.\n\nFINAL ANSWER: c41e9d7');
    expect(originOf(told)).toBe(2);
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

  it.each([
    ['502.0 26104', 'FINAL ANSWER: 26,100 litres'],
    ['the mean is 11.9672', 'FINAL ANSWER: 11.97'],
    ["9 ['Alna', 'Brova']", 'FINAL ANSWER: 9'],
    ['[v1.9.0, v1.8.0]\nthird: v1.9.0', 'FINAL ANSWER: v1.9.0'],
  ])('knows the output %p that an answer was taken from: %p', (output, answer) => {
    const told = asked()
      .says('a', 'I work it out. ```python\nprint(found())\n```')
      .says('x', `exit code: 0\n${output}`)
      .says('b', 'That is plausible, since the years of the register are complete.')
      .says('a', answer);
    expect(originOf(told)).toBe(1);
  });

  it('takes neither a row of data nor a number of another size for it', () => {
    const told = asked()
      .says('a', 'First a look. ```python\nprint(head())\n```')
      .says('x', 'exit code: 0\n1;0\n3;11,6\n310 12 [60] 2')
      .says('b', 'Now I count. ```python\nprint(count())\n```')
      .says('x', 'exit code: 0\ndays: 3')
      .says('a', 'FINAL ANSWER: 3');
    expect(originOf(told)).toBe(3);
  });

  it('goes to who decides, where the task itself names what may be answered', () => {
    const told = conversation()
      .asks('Which of Lorges and Mesnil has the oldest organ that is still original?')
      .says('a', 'I look at Lorges, then at Mesnil.')
      .says('b', 'Mesnil was built later. So the oldest organ that is still original is that of Lorges.')
      .says('a', 'FINAL ANSWER: Lorges');
    expect(originOf(told)).toBe(2);
  });

  it('holds against a worker the report that its leader took it from, not the list of hits before', () => {
    const told = asked()
      .tells('lead', 'web', 'Search for the register.')
      .tells('web', 'lead', 'Hits: a guide to the mills, 1909 and 278 among other numbers.', 'report')
      .tells('lead', 'web', 'Open the best of them.')
      .tells('web', 'lead', 'The page says that 1909 is the year and 278 the number.', 'report')
      .tells('lead', 'web', 'Please confirm 1909 and 278.')
      .tells('web', 'lead', 'There is nothing else.', 'report')
      .says('lead', 'FINAL ANSWER: 1909, 278');
    expect(originOf(told)).toBe(4);
  });

  it('knows of no answer where the run says nothing new', () => {
    expect(originOf(asked().says('a', 'Thank you. TERMINATE'))).toBeUndefined();
  });
});
