import { describe, expect, it } from '@jest/globals';
import { spansOf } from '#spans';
import { stagedRun } from '#spans/testing';
import { trajectoryOf } from '#trajectory';
import { withSpan } from './span-of-step.js';

describe('withSpan', () => {
  it('gives every step of a run a span of its trace, and each another one', () => {
    const events = stagedRun('hybrid');
    const steps = trajectoryOf(events)!.steps.map((step) => withSpan(step, events));
    const spans = spansOf(events).map(({ spanId }) => spanId);
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['turn', 'tool_call', 'message']));
    expect(steps.filter(({ spanId }) => !spans.includes(spanId ?? ''))).toEqual([]);
    expect(new Set(steps.map(({ spanId }) => spanId)).size).toBe(steps.length);
  });
});
