import { describe, expect, it } from '@jest/globals';
import { rateOf } from '#metrics';
import { evaluate } from './evaluation.js';
import { evaluationText } from './evaluation-text.js';
import { macroF1, macroF1Rate, type Labelling } from './f1.js';
import { labelledRun, type LabelledRun } from './labelled-run.js';

type Truth = LabelledRun['truth'];

const AGREES = { role: 'assistant', name: 'Checker', content: 'I agree with that.' };

function run(sum: string, truth: Truth = {}, after: readonly object[] = [AGREES]): LabelledRun {
  const history = [
    { role: 'user', content: 'How much?' },
    { role: 'assistant', name: 'Adder', content: `I add ${sum}.` },
    ...after,
  ];
  return { ...(labelledRun({ history }, `${sum} ${truth.agent ?? ''}`) as LabelledRun), truth };
}
const wrong = (truth: Truth) => run('3 + 4 = 8', truth);

describe('evaluate', () => {
  it('counts agents, steps and classes against the truth', () => {
    const failures = [
      wrong({ agent: 'adder', step: 1, category: 'numerical_drift' }),
      wrong({ agent: 'Checker', step: 2, category: 'other' }),
      // Where one step is all that there is, it is the guess.
      run('up what Holm and Berg are likely to have', { agent: 'Adder', step: 1, category: 'other' }, []),
    ];
    expect(evaluate(failures, [run('1 + 1 = 2'), run('1 + 1 = 3')])).toMatchObject({
      runs: 3,
      agent: { value: 2 / 3, of: 3 },
      exactStep: { value: 2 / 3 },
      withinThreeSteps: { value: 1 },
      classAccuracy: { value: 2 / 3 },
      confusion: { other: { numerical_drift: 1, other: 1 } },
      calibration: [
        { runs: 1, right: 1 },
        { runs: 2, right: 1 / 2 },
      ],
      coverage: { value: 2 / 3 },
      exactStepWhereCovered: { value: 1 / 2 },
      detectedUntold: { value: 2 / 3 },
      falseAlarms: { numerical_drift: { value: 1 / 2, of: 2 }, other: { value: 0 } },
      anyFalseAlarm: { value: 1 / 2 },
    });
  });

  it('leaves out what the data do not tell', () => {
    const evaluation = evaluate([wrong({ agent: 'Adder' })], []);
    expect(evaluation).toMatchObject({ agent: { value: 1 } });
    for (const absent of ['exactStep', 'classAccuracy', 'macroF1', 'confusion', 'falseAlarms']) {
      expect(evaluation).not.toHaveProperty(absent);
    }
  });

  it('is told to people with every figure and interval', () => {
    const text = evaluationText(
      evaluate([wrong({ agent: 'Adder', step: 1, category: 'other' })], [run('1 + 1 = 2')]),
      100,
    );
    expect(text).toMatch(/exact step +100% +21% to 100% +1/);
    expect(text).toMatch(/false alarms: numerical_drift +0%/);
    expect(text).toContain('truth \\ label');
  });
});

describe('rateOf', () => {
  it('counts clusters, not trials, for its interval', () => {
    const trials = (clusters: number) =>
      Array.from({ length: 20 }, (_, at) => ({ hit: at % 2 === 0, cluster: `c${at % clusters}` }));
    const [few, many] = [rateOf(trials(4))!, rateOf(trials(20))!];
    expect([few.value, few.of]).toEqual([many.value, many.of]);
    expect(few.high - few.low).toBeGreaterThan(many.high - many.low);
    expect(rateOf([])).toBeUndefined();
  });

  it('is the mean over clusters, however often each was tried', () => {
    const often = Array.from({ length: 91 }, () => ({ hit: true, cluster: 'often' }));
    const once = Array.from({ length: 9 }, (_, at) => ({ hit: false, cluster: `once ${at}` }));
    const { value, of, low, high } = rateOf([...often, ...once])!;
    expect([value, of]).toEqual([0.1, 100]);
    expect([low < value, value < high, high < 0.91]).toEqual([true, true, true]);
  });
});

describe('macroF1', () => {
  const labelling = (truth: Labelling['truth'], label: string, cluster = label + truth): Labelling => ({
    truth,
    label,
    cluster,
  });

  it('is the mean over the classes that there are', () => {
    // other: precision 1/2, recall 1: F1 2/3; drift: nothing found: 0
    expect(macroF1([labelling('other', 'other'), labelling('numerical_drift', 'other')])).toBeCloseTo(1 / 3);
    expect(macroF1([])).toBe(0);
  });

  it('has the same interval every time, around it', () => {
    const data = [labelling('other', 'other'), labelling('numerical_drift', 'other'), labelling('other', 'none')];
    const rate = macroF1Rate(data)!;
    expect(macroF1Rate(data)).toEqual(rate);
    expect(rate.low).toBeLessThanOrEqual(rate.value);
    expect(rate.high).toBeGreaterThanOrEqual(rate.value);
    expect(macroF1Rate([])).toBeUndefined();
  });
});
