import { describe, expect, it } from '@jest/globals';
import { asAgentId, asTurnId } from '#events';
import { floor, presentAt, replay, tell, type Protocol, type Say, type Table } from './protocol.js';
import { answers, carriedOut, closed, emptyView, fails } from './testing/index.js';

const [a, b] = ['a', 'b'].map(asAgentId) as [Say['from'], Say['from']];
const start = emptyView([a, b].map((agentId) => ({ agentId, role: 'peer' })));
const word = (turn: string): Say => ({
  move: 'say',
  from: a,
  to: [b],
  kind: 'debate',
  round: 1,
  part: { turnId: asTurnId(turn), index: 0 },
});

/** Two rounds with words before, between and after; the same words twice. */
function* rule(table: Table): Protocol {
  yield* tell([word('a.1')]);
  yield* floor(table, [b, a], { round: 1, purpose: 'solve', turns: 1 });
  yield* tell([word('a.1')]);
  yield* floor(table, [], { round: 1, purpose: 'debate', turns: 1 });
  yield* floor(table, presentAt(table), { round: 2, purpose: 'debate', turns: 1 });
  yield* tell([word('a.2')]);
  return [{ move: 'fail', code: 'no_answer', message: `${presentAt(table).length} present` }];
}
const due = (view: typeof start) =>
  replay(view, rule).map((move) =>
    move.move === 'say' ? move.part.turnId : move.move === 'ask' ? `${move.round} ${move.agentId}` : move.move,
  );

describe('a replayed rule', () => {
  const asked = carriedOut(start, replay(start, rule));
  const lost = closed(closed(asked, b, fails()), a, answers('1'));

  it('tells before it asks, and asks in member order', () => {
    expect(due(start)).toEqual(['a.1', '1 a', '1 b']);
  });

  it('waits until all are done', () => {
    expect(due(asked)).toEqual([]);
    expect(due(closed(asked, b, answers('1')))).toEqual([]);
  });

  it('repeats what was not carried out, and that alone', () => {
    const [told, first] = replay(start, rule);
    expect(due(carriedOut(start, [told!]))).toEqual(['1 a', '1 b']);
    expect(due(carriedOut(start, [told!, first!]))).toEqual(['1 b']);
    expect(due(carriedOut(lost, replay(lost, rule).slice(0, 1)))).toEqual(['2 a']);
  });

  it('goes on without those that have failed, and may say the same words again', () => {
    expect(due(lost)).toEqual(['a.1', '2 a']);
  });

  it('tells what is left to be told before the end', () => {
    const last = closed(carriedOut(lost, replay(lost, rule)), a, answers('1'));
    expect(due(last)).toEqual(['a.2', 'fail']);
    expect(replay(last, rule).at(-1)).toMatchObject({ message: '1 present' });
  });
});
