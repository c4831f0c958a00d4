import { describe, expect, it } from '@jest/globals';
import { NO_RUNS, withPage } from './scoped-runs.js';

const run = (startedAt: number, status = 'completed') => ({ startedAt, status });

describe('withPage', () => {
  it('takes what has completed or failed, and nothing that goes on or was cancelled', () => {
    const page = [run(4, 'running'), run(3), run(2, 'failed'), run(1, 'cancelled')];
    expect(withPage(NO_RUNS, page, {}, 9)).toEqual({
      found: [run(3), run(2, 'failed')],
      isCut: false,
      isOver: false,
    });
  });

  it('is over with a page of which all were started before', () => {
    expect(withPage(NO_RUNS, [run(3), run(1)], { since: 2 }, 9)).toMatchObject({ found: [run(3)], isOver: false });
    expect(withPage(NO_RUNS, [run(1, 'running')], { since: 2 }, 9)).toMatchObject({ found: [], isOver: true });
  });

  it('is cut where there is one more than is wanted, and not before', () => {
    const full = withPage(NO_RUNS, [run(3), run(2)], {}, 2);
    expect(full).toMatchObject({ isCut: false, isOver: false });
    expect(withPage(full, [run(1)], {}, 2)).toEqual({ found: [run(3), run(2)], isCut: true, isOver: true });
  });
});
