import { describe, expect, it } from '@jest/globals';
import { asAgentId, callIdOf, approvalIdOf, turnIdOf } from '#events';
import { followUpText } from '#tasks';
import { plain } from '../terminal.js';
import {
  calculated,
  COMMAND_ID,
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

const told = (steps: readonly Step[], { brief = false, width = 100 } = {}) =>
  runOf(...steps).flatMap(narrator({ paint: plain, width, brief }));

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

/** Fields that hold text of models, users or servers. */
const FREE = new Set([
  'input',
  'text',
  'arguments',
  'result',
  'name',
  'model',
  'provider',
  'purpose',
  'detail',
  'architecture',
]);

describe('narrator', () => {
  it('tells who has the floor, what is called, who says what to whom, the answer and the grade', () => {
    expect(told(DEBATE)).toEqual([
      `run ${RUN_ID} (rehearsed)`,
      '  decentralized: peer-1, peer-2 on rehearsal/rehearsal-mid',
      '  task: What is 6 x 7?',
      'round 1',
      '  peer-1 works on the task',
      '  peer-1 thinks:',
      '    Let me calculate.',
      '  peer-1 calls calculator {"expression":"6*7"} -> 42',
      '  peer-1 answers: 42',
      '  peer-1 -> peer-2 (debate):',
      '    42',
      '',
      '    six times seven',
      '',
      'round 2',
      "  peer-2 reads the others' answers and answers again",
      '  answer of peer-1:',
      '    42',
      '',
      '    six times seven',
      '  graded: passed',
    ]);
  });

  it('keeps to rounds, messages and the outcome in brief, each on one line of the width', () => {
    const long = submitted('peer-1', 2, 'a long\ntext '.repeat(20));
    const lines = told(DEBATE.with(4, long), { brief: true, width: 60 });
    expect(lines).toContain('  peer-1 -> peer-2 (debate): a long text a long text a long…');
    expect(lines.join('\n')).not.toMatch(/works on|calculator|answers:/);
  });

  it('never passes on what a terminal would obey, whoever said it', () => {
    const evil = '\u001B[2Jgone\u0007\u009B8m\r';
    const poisoned = JSON.parse(
      JSON.stringify(
        DEBATE.concat(
          [['RunFailed', { code: 'no_answer', message: evil }]],
          [['CommandRejected', { command: evil, commandId: COMMAND_ID, code: 'run_paused', message: evil }]],
          [['TurnDiscarded', { turnId: TURN, attempt: 1, reason: 'run_ended', report: { worker: evil } as never }]],
          [
            [
              'VoteTallied',
              { round: 1, ballots: [{ agentId: PEER, part: part('peer-1', 1), key: evil }], winner: evil, tie: false },
            ],
          ],
        ),
        (key, value: unknown) => (typeof value === 'string' && FREE.has(key) ? `${value}${evil}` : value),
      ),
    ) as Step[];
    for (const brief of [true, false]) expect(told(poisoned, { brief }).join('')).not.toMatch(/[^\P{Cc}\n\t]/u);
    expect(told(poisoned).join('')).toContain('␛[2Jgone␇�8m␍');
  });

  const asked = (kind: 'before_call' | 'in_doubt'): Step => [
    'ApprovalRequested',
    { approvalId: approvalIdOf(CALL, 1), kind, turnId: TURN, callId: CALL, expiresAt: 1 },
  ];

  it.each([
    ['before_call', [`parley approve ${RUN_ID}/peer-1.1.1.1`, `parley reject ${RUN_ID}/peer-1.1.1.1 --reason TEXT`]],
    [
      'in_doubt',
      [
        `parley happened ${RUN_ID}/peer-1.1.1.1 --result TEXT`,
        `parley not-happened ${RUN_ID}/peer-1.1.1.1`,
        `parley fail ${RUN_ID}/peer-1.1.1.1`,
      ],
    ],
  ] as const)('says what to type when a person is asked about a call %s, and how it was decided', (kind, commands) => {
    const lines = told([started(), calculated('peer-1', 1), asked(kind)]);
    expect(lines.slice(-commands.length)).toEqual(commands.map((command) => `    ${command}`));
    const [question] = lines.slice(-commands.length - 2);
    expect(question).toMatch(
      /^ {2}peer-1 (wants to call|may or may not have called) calculator \{"expression":"6\*7"\}/,
    );
    const resolved: Step = [
      'ApprovalResolved',
      { approvalId: approvalIdOf(CALL, 1), decision: 'fail', reason: 'why not' },
    ];
    expect(told([started(), asked(kind), resolved]).at(-1)).toBe('  approval peer-1.1.1.1: fail: why not');
  });

  const ballot = (agentId: string, key: string) => ({ agentId: asAgentId(agentId), part: part(agentId, 1), key });
  const vote = (winner: string, tie: boolean, ...keys: readonly string[]): Step => [
    'VoteTallied',
    { round: 3, ballots: keys.map((key, index) => ballot(`peer-${index + 1}`, key)), winner, tie },
  ];

  it('tells votes by answer, with their tie', () => {
    expect(told([started(), vote('42', true, '42', '41')]).slice(-3)).toEqual([
      '  vote of round 3: 42 wins with 1 of 2, as the first of a tie',
      '    42: peer-1',
      '    41: peer-2',
    ]);
    expect(told([started(), vote('42', false, '42', '42')], { brief: true }).at(-1)).toBe(
      '  vote of round 3: 42 wins with 2 of 2',
    );
  });

  it('tells how a long answer begins, whose key is a hash', () => {
    const key = 'f'.repeat(64);
    const lines = told([started(), submitted('peer-1', 1, 'a long answer '.repeat(9)), vote(key, false, key)]);
    expect(lines.at(-1)).toMatch(/^ {4}a long answer .*…: peer-1$/);
  });

  const answering = (kind: 'review' | 'report', text: string, accepted?: boolean): readonly Step[] => [
    ['TurnRecorded', { turnId: TURN, attempt: 1, answer: { text, calls: [] }, controls: [], endsActivation: true }],
    [
      'MessageSent',
      {
        from: PEER,
        to: [asAgentId('peer-2')],
        kind,
        round: 1,
        part: { turnId: TURN, index: 0 },
        ...(accepted === undefined ? {} : { accepted }),
      },
    ],
  ];

  it.each([
    ['accept', true, ['  peer-1 -> peer-2 (review, accepted)']],
    ['object\n\n6 x 7 is 42.', false, ['  peer-1 -> peer-2 (review, objection):', '    6 x 7 is 42.']],
  ])('tells a review of %j with its verdict and its reason', (text, accepted, lines) => {
    expect(told([started(), ...answering('review', text, accepted)]).slice(-lines.length)).toEqual(lines);
  });

  it('tells what was revised', () => {
    const lines = told([started(), requested('peer-1', 1, 1, 'revise'), ...answering('report', 'It is 42.')]);
    expect(lines.slice(-2)).toEqual(['  peer-1 -> peer-2 (report, revised):', '    It is 42.']);
  });

  it('cuts what a call was given and has returned to a few lines', () => {
    const long = JSON.parse(
      JSON.stringify(calculated('peer-1', 1)).replaceAll(/6\*7|42/g, 'and so on '.repeat(60)),
    ) as Step;
    const lines = told([started(), long], { width: 80 }).slice(5);
    expect(lines.join(' ')).toMatch(/^ {2}peer-1 calls calculator \{"expression":"and so on .*… {5}-> and so on .*…$/);
    expect(lines.length).toBeLessThan(8);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('tells who has which model, what is not the default, and what is followed up on', () => {
    const [, data] = started() as Extract<Step, readonly ['RunStarted', unknown]>;
    const [first, second] = data.system.agents;
    const agents = [first!, { ...second!, model: { ...second!.model, model: 'rehearsal-low' } }];
    const system = { ...data.system, name: 'mine', agents, parameters: { consensus: 60, rounds: 3 } };
    const input = followUpText({ input: 'What is 6 x 7?', answers: [{ agentId: 'solo', text: '42' }] }, 'And 7 x 7?');
    const lines = told([started({ system, brief: { ...data.brief, input }, continuesRunId: RUN_ID })]);
    expect(lines.slice(1)).toEqual([
      '  decentralized (mine): peer-1 on rehearsal/rehearsal-mid; peer-2 on rehearsal/rehearsal-low',
      '  with consensus 60',
      `  follows up on run ${RUN_ID}`,
      '  task: And 7 x 7?',
    ]);
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
