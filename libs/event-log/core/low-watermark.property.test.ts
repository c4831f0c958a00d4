import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LowWatermark } from './low-watermark.js';

type Step =
  { readonly kind: 'start' | 'pass' } | { readonly kind: 'handIn' | 'takeBack' | 'settle'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('start' as const, 'pass' as const) }),
  fc.record({ kind: fc.constantFrom('handIn' as const, 'takeBack' as const, 'settle' as const), which: fc.nat(20) }),
);

/** What a watermark is, by its definition: slow and plain. */
class Model {
  readonly progress: ('started' | 'handIn' | 'settled' | 'passed')[] = [];

  candidates(kind: 'handIn' | 'takeBack' | 'settle'): readonly number[] {
    const from = kind === 'handIn' ? ['started'] : kind === 'takeBack' ? ['handIn'] : ['started', 'handIn'];
    return this.progress.flatMap((progress, offset) => (from.includes(progress) ? [offset] : []));
  }

  get position(): number {
    const oldest = this.progress.indexOf('started');
    return oldest === -1 ? this.progress.length : oldest;
  }

  get settled(): number {
    const oldest = this.progress.findIndex((progress) => progress === 'started' || progress === 'handIn');
    return oldest === -1 ? this.progress.length : oldest;
  }
}

function apply(model: Model, watermark: LowWatermark, action: Step): void {
  if (!('which' in action)) {
    watermark[action.kind](model.progress.length);
    model.progress.push(action.kind === 'start' ? 'started' : 'passed');
    return;
  }
  const candidates = model.candidates(action.kind);
  const offset = candidates[action.which % Math.max(candidates.length, 1)];
  if (offset === undefined) return;
  watermark[action.kind](offset);
  model.progress[offset] = action.kind === 'handIn' ? 'handIn' : action.kind === 'settle' ? 'settled' : 'started';
}

describe('LowWatermark', () => {
  it('stands at the oldest record whose work has not been handed in, and is settled up to the oldest that is not durable', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const model = new Model();
        const watermark = new LowWatermark(0);
        for (const action of steps) {
          apply(model, watermark, action);
          expect(watermark.position).toBe(model.position);
          expect(watermark.settled).toBe(model.settled);
        }
      }),
    );
  });
});
