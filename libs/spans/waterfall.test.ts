import { describe, expect, it } from '@jest/globals';
import { spansOf } from './span-fold.js';
import { stagedRun, troubledRun } from './testing/index.js';
import { waterfallOf } from './waterfall.js';

describe('waterfallOf', () => {
  it('puts every span below its parent, in the order of time, in the lane of its agent', () => {
    const { rows, lanes } = waterfallOf(spansOf(stagedRun('centralized')));
    expect(rows.slice(0, 4).map(({ depth, name }) => `${depth} ${name}`)).toEqual([
      '0 invoke_workflow centralized',
      '1 invoke_agent orchestrator',
      '2 chat model',
      '2 execute_tool read-tool',
    ]);
    expect(lanes).toEqual(['orchestrator', 'worker-1', 'worker-2', 'worker-3']);
    expect(rows.map(({ lane }) => lane ?? 'team').slice(0, 2)).toEqual(['team', 'orchestrator']);
  });

  it('says of a row what it took and what went wrong', () => {
    const { rows, durationMs } = waterfallOf(spansOf(troubledRun()));
    expect(durationMs).toBe(41_000);
    const [failed] = rows.filter(({ subject }) => subject === 'model_call');
    expect(failed).toMatchObject({
      lane: 'solo',
      turnId: 'solo.1',
      offsetMs: 500,
      durationMs: 500,
      tokens: { input: 10, output: 5 },
      microUsd: 30,
      waitMs: 500,
      error: 'overloaded',
    });
    expect(rows.find(({ subject }) => subject === 'approval')).toMatchObject({ offsetMs: 7_000, waitMs: 23_000 });
  });

  it('has those who start together by name, whoever ended first', () => {
    const { lanes } = waterfallOf(spansOf(stagedRun('decentralized')).toReversed());
    expect(lanes).toEqual(['peer-1', 'peer-2', 'peer-3']);
  });

  it('draws an arrow from the words of a message to whom they were shown', () => {
    const spans = spansOf(stagedRun('decentralized'));
    const { arrows } = waterfallOf(spans);
    const nameOf = (id: string) => spans.find(({ spanId }) => spanId === id)?.name;
    expect(arrows.length).toBeGreaterThan(0);
    for (const { from, to, kind } of arrows) {
      expect([nameOf(from), nameOf(to)?.replace(/\d$/, 'n'), kind]).toEqual([
        'chat model',
        'invoke_agent peer-n',
        'debate',
      ]);
    }
  });

  it('shows the spans of an open run, whose parents are still to come', () => {
    const whole = spansOf(stagedRun('single'));
    const { rows } = waterfallOf(whole.slice(0, 2));
    expect(rows.map(({ depth, name }) => `${depth} ${name}`)).toEqual(['0 chat model', '0 execute_tool read-tool']);
  });

  it('is empty without spans', () => {
    expect(waterfallOf([])).toEqual({ startMs: 0, durationMs: 0, lanes: [], rows: [], arrows: [] });
  });
});
