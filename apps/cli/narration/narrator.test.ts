import { describe, expect, it } from '@jest/globals';
import { asAgentId, callIdOf, approvalIdOf, turnIdOf } from '#events';
import { plain } from '../terminal.js';
import {
  calculated,
  completed,
  debated,
  graded,
  part,
  requested,
  RUN_ID,
  runOf,
  started,
  submitted,
  type Step,
} from '../testing/sample-run.js';
import { narrator } from './narrator.js';

const PEER = asAgentId('peer-1');
const TURN = turnIdOf(PEER, 1);
const CALL = callIdOf(TURN, 1);

const told = (steps: readonly Step[], { brief = false, width = 100, texts = new Map<number, string>() } = {}) =>
  runOf(...steps).flatMap(narrator({ paint: plain, width, brief }, texts));

const DEBATE: readonly Step[] = [
  started(),
  requested('peer-1', 1),
  calculated('peer-1', 1),
  requested('peer-1', 2),
  submitted('peer-1', 2, '42'),
  debated('peer-1', 'peer-2', 2),
  requested('peer-2', 1, 2, 'debate'),
  completed('peer-1', 2),
  graded(true),
];

describe('narrator', () => {
  it('tells who has the floor, what is called, who says what to whom, the answer and the grade', () => {
    expect(told(DEBATE)).toEqual([
      `run ${RUN_ID} (rehearsed)`,
      '  decentralized: peer-1, peer-2 on rehearsal/rehearsal-mid',
      '  task: What is 6 x 7?',
      'round 1',
      '  peer-1 has the floor: solve',
      '  peer-1 thinks:',
      '    Let me calculate.',
      '  peer-1 calls calculator {"expression":"6*7"} -> 42',
      '  peer-1 -> peer-2 (debate):',
      '    42',
      '',
      '    six times seven',
      'round 2',
      '  peer-2 has the floor: debate',
      '  answer of peer-1:',
      '    42',
      '',
      '    six times seven',
      '  graded: passed',
    ]);
  });

  it('keeps to rounds, messages and the outcome in brief, each on one line of the width', () => {
    const texts = new Map([[6, 'a long\ntext '.repeat(20)]]);
    const lines = told(DEBATE, { brief: true, width: 60, texts });
    expect(lines).toContain('  peer-1 -> peer-2 (debate): a long text a long text a long…');
    expect(lines.join('\n')).not.toMatch(/has the floor|calculator/);
  });

  it('prefers texts that were loaded to what the events hold', () => {
    const lines = told(DEBATE, { texts: new Map([[6, 'a text out of a blob']]) });
    expect(lines).toContain('    a text out of a blob');
  });

  it('says what to type when a person is asked', () => {
    const lines = told([
      started(),
      [
        'ApprovalRequested',
        { approvalId: approvalIdOf(CALL, 1), kind: 'before_call', turnId: TURN, callId: CALL, expiresAt: 1 },
      ],
    ]);
    expect(lines.at(-1)).toBe(`    parley approve ${RUN_ID} ${approvalIdOf(CALL, 1)} --decision approve|reject`);
  });

  it('tells votes by answer, with their tie', () => {
    const ballot = (agentId: string, key: string) => ({ agentId: asAgentId(agentId), part: part(agentId, 1), key });
    const ballots = [ballot('peer-1', '42'), ballot('peer-2', '41')];
    const lines = told([started(), ['VoteTallied', { round: 3, ballots, winner: '42', tie: true }]]);
    expect(lines.at(-1)).toBe('  vote: 42 by peer-1; 41 by peer-2 -> 42, a tie that the first submitted wins');
  });

  it('tells failed attempts with their code and what follows', () => {
    const error = { code: 'rate_limited' as const, message: 'slow down', retryable: true };
    const [event] = runOf(started()).slice(-1);
    const lines = told([
      started(),
      ['TurnFailed', { turnId: TURN, attempt: 1, error, next: { retryAt: event!.time + 3_000 } }],
      ['TurnFailed', { turnId: TURN, attempt: 2, error, next: 'final' }],
    ]);
    expect(lines.slice(-2)).toEqual([
      '  turn peer-1.1, attempt 1, failed: rate_limited, slow down; again in 2.0 s',
      '  turn peer-1.1, attempt 2, failed: rate_limited, slow down; no further attempt',
    ]);
  });

  it('says that an answer is only the best so far when a budget ended the run', () => {
    const answers = [{ agentId: PEER, part: part('peer-1', 1) }];
    const lines = told([
      started(),
      submitted('peer-1', 1, '42'),
      ['RunCompleted', { answers, because: 'budget_exhausted', budget: 'turns' }],
    ]);
    expect(lines).toContain('  answer of peer-1 (best so far: the budget of turns is exhausted):');
  });
});
