import { describe, expect, it } from '@jest/globals';
import { diagnosisSpan } from './diagnosis-span.js';
import { runSpanId } from './span-ids.js';
import { stagedRun, verdictOn, violationsOf } from './testing/index.js';

const verdict = verdictOn(stagedRun('hybrid'));

describe('the span of a verdict', () => {
  it('stands under the span at fault, and is the same whenever it is made', () => {
    const span = diagnosisSpan(verdict);
    expect(span).toMatchObject({
      traceId: verdict.data.trace?.traceId,
      parentSpanId: verdict.data.place?.spanId,
      name: 'classify',
      attributes: { 'parley.failure.mode': 'numerical_drift', 'gen_ai.evaluation.score.label': 'numerical_drift' },
    });
    expect(diagnosisSpan(verdict)).toEqual(span);
  });

  it('stands under the run where nothing is at fault, and keeps the rules', () => {
    const { place: _place, agent: _agent, ...rest } = verdict.data;
    const span = diagnosisSpan({ ...verdict, data: { ...rest, label: 'none' } });
    expect(span?.parentSpanId).toBe(runSpanId(verdict.runId));
    expect(violationsOf(span!)).toEqual([]);
  });

  it('has another id for another version, and for one that has seen more', () => {
    const others = [{ version: '2' }, { upTo: 99 }, {}].map((change) =>
      diagnosisSpan({ ...verdict, data: { ...verdict.data, ...change } }),
    );
    expect(new Set(others.map((span) => span?.spanId)).size).toBe(3);
  });

  it('is missing where the trace of the run is', () => {
    const { trace: _trace, ...rest } = verdict.data;
    expect(diagnosisSpan({ ...verdict, data: rest })).toBeUndefined();
  });
});
