import { describe, expect, it } from '@jest/globals';
import { diagnosed } from './diagnosed.js';
import { labelledRun, type LabelledRun } from './labelled-run.js';

const history = [
  { role: 'human', content: 'How much is it?' },
  { role: 'Lead (-> Adder)', content: 'Please add up.' },
  { role: 'Adder', content: 'I add 3 + 4 = 8.' },
];
const read = (document: unknown) => labelledRun(document, 'file#1') as LabelledRun;

describe('labelledRun', () => {
  it('reads what people found, also a step that is written as text', () => {
    const run = read({ id: 7, history, mistake_agent: 'Adder', mistake_step: '2', category: 'numerical_drift' });
    expect(run).toMatchObject({
      id: '7',
      truth: { agent: 'Adder', step: 2, category: 'numerical_drift' },
      cluster: 'file#1',
    });
  });

  it('knows nothing of a transcript that tells nothing, and takes a bare list of messages for one', () => {
    expect(read(history)).toMatchObject({ id: 'file#1', truth: {} });
    expect(read({ history, mistake_agent: null, question: null })).not.toHaveProperty('task');
  });

  it('has the question as its task only where the messages do not begin with it', () => {
    expect(read({ history, question: 'How much is it?' })).not.toHaveProperty('task');
    expect(read({ history, question: 'How many?' }).task).toBe('How many?');
  });

  it.each([
    [3, 'mistake_step 3 is behind the last message, 2: places are counted from 0 (id q)'],
    ['soon', 'mistake_step must be the place of a message, counted from 0: a whole number'],
    [-1, 'mistake_step must be the place of a message, counted from 0: a whole number'],
  ])('takes no step that cannot be: %s', (step, problem) => {
    expect(labelledRun({ id: 'q', history, mistake_step: step }, 'x')).toEqual({ problem });
  });

  it('says what is wrong with what is no transcript', () => {
    expect(labelledRun({ history: [] }, 'x')).toHaveProperty('problem');
    expect(labelledRun({ history, mistake_step: -1 }, 'x')).toMatchObject({
      problem: expect.stringMatching(/mistake_step/),
    });
  });
});

describe('diagnosed', () => {
  it('names messages by their place in the transcript, whatever steps they were read as', () => {
    expect(diagnosed(read({ history }), false).diagnosis).toMatchObject({
      agent: 'Adder',
      step: 2,
      evidence: [{ step: 2 }],
    });
  });
});
