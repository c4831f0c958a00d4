import { describe, expect, it } from '@jest/globals';
import { asAgentId } from '#events';
import fc from 'fast-check';
import { architectureOf } from './registry.js';
import { readControls, type SpokenAnswer } from './read-controls.js';
import { PURPOSES } from './view.js';

const team = architectureOf('centralized')!.team({});
const self = asAgentId('orchestrator');
const said = (purpose: string, calls: readonly (readonly [string, unknown])[], rest: Partial<SpokenAnswer> = {}) =>
  readControls({
    purpose,
    remaining: 2,
    text: '',
    calls: calls.map(([name, given]) => ({
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    })),
    team,
    self,
    ...rest,
  });
const text = (purpose: string, words: string, rest: Partial<SpokenAnswer> = {}) =>
  said(purpose, [], { text: words, ...rest });

describe('control calls', () => {
  it('state what they say by the index of the call', () => {
    expect(
      said('plan', [
        ['delegate', { to: 'worker-2', brief: 'Find F1.' }],
        ['delegate', { to: ' worker-1 ', brief: 'Find F2.' }],
      ]),
    ).toEqual({
      controls: [
        { kind: 'delegate', index: 1, to: 'worker-2' },
        { kind: 'delegate', index: 2, to: 'worker-1' },
      ],
    });
    expect(said('work', [['report', { findings: 'F1 = 3' }]]).controls).toEqual([{ kind: 'report', index: 1 }]);
    expect(said('plan', [['finish', '']]).controls).toEqual([{ kind: 'finish', index: 1 }]);
  });

  it('give the key of an answer, whole, and take a number for text', () => {
    const long = 'x'.repeat(100);
    expect(said('solve', [['submit_answer', { answer: long }]]).controls).toMatchObject([{ key: long }]);
    expect(said('debate', [['submit_answer', { answer: 1234.5 }]]).controls).toMatchObject([{ key: '1234.5' }]);
  });

  it('count beside calls of tools, and beside text', () => {
    const answer = said(
      'synthesise',
      [
        ['calculator', { expression: '6*7' }],
        ['submit_answer', { answer: '42' }],
      ],
      {
        text: 'Let me see.',
      },
    );
    expect(answer).toEqual({ controls: [{ kind: 'submit_answer', index: 2, key: '42' }] });
  });

  it('mean nothing where they are not for that', () => {
    expect(said('work', [['submit_answer', { answer: '42' }]]).controls).toEqual([]);
    expect(said('unheard-of', [['finish', {}]])).toEqual({ controls: [] });
  });

  it('may repeat the same answer', () => {
    const twice = said('solve', [
      ['submit_answer', { answer: '42' }],
      ['submit_answer', { answer: '42.0' }],
    ]);
    expect(twice.controls).toHaveLength(2);
  });
});

describe('a malformed control call', () => {
  const messageOf = (answer: ReturnType<typeof readControls>) => {
    expect(answer.controls).toEqual([]);
    expect(answer.defect?.code).toBe('malformed_output');
    return answer.defect?.message ?? '';
  };

  it('is told what is wrong with its JSON, and how to answer', () => {
    const message = messageOf(said('solve', [['submit_answer', '{"answer": "42"']]));
    expect(message).toMatch('Call 1, submit_answer: the arguments are not valid JSON (SyntaxError');
    expect(message).toMatch('Call submit_answer again with {"answer": "..."}.');
  });

  it.each(['[]', 'null', '"42"', '42'])('must be an object, not %s', (given) => {
    expect(messageOf(said('solve', [['submit_answer', given]]))).toMatch('must be one JSON object');
  });

  it.each([{}, { answer: '' }, { answer: ' ' }, { answer: null }, { answer: { value: 1 } }])(
    'must give its answer as text, not %p',
    (given) => {
      expect(messageOf(said('solve', [['submit_answer', given]]))).toMatch('answer must be given');
    },
  );

  it('names everything that is missing, call by call', () => {
    const message = messageOf(
      said('plan', [
        ['delegate', {}],
        ['delegate', { to: 'worker-1' }],
      ]),
    );
    expect(message.split('\n')).toEqual([
      expect.stringMatching(/^Call 1, delegate: to and brief must be given/),
      expect.stringMatching(/^Call 2, delegate: brief must be given/),
    ]);
  });

  it('is told so in 2,000 characters, however much is wrong', () => {
    const message = messageOf(
      said(
        'plan',
        Array.from({ length: 100 }, () => ['delegate', {}] as const),
      ),
    );
    expect(message).toHaveLength(2_000);
    expect(message.endsWith('…')).toBe(true);
  });

  it('names whom work can be delegated to', () => {
    const message = messageOf(said('plan', [['delegate', { to: 'orchestrator', brief: 'Do it.' }]]));
    expect(message).toMatch('to must be one of worker-1, worker-2, worker-3, not "orchestrator"');
  });

  it('takes the good calls beside it down with it', () => {
    messageOf(
      said('plan', [
        ['delegate', { to: 'worker-1', brief: 'Do it.' }],
        ['delegate', '{'],
      ]),
    );
  });

  it.each(['finish', 'submit_answer'])('is a delegation together with %s', (name) => {
    const calls = [
      ['delegate', { to: 'worker-1', brief: 'Do it.' }],
      [name, { answer: '42' }],
    ] as const;
    expect(messageOf(said('plan', calls))).toMatch('Either call delegate, or finish or submit_answer.');
  });

  it('is a second, different answer', () => {
    const calls = [
      ['submit_answer', { answer: '1' }],
      ['submit_answer', { answer: '2' }],
    ] as const;
    expect(messageOf(said('solve', calls))).toMatch('Call submit_answer once.');
  });
});

describe('a review', () => {
  it.each([
    ['accept', true],
    [' Object ', false],
  ])('states the verdict %j', (verdict, accepted) => {
    const review = said('review', [['review', { verdict, reason: 'F1 stands on page 3.' }]]);
    expect(review).toEqual({ controls: [{ kind: 'review', index: 1, accepted }] });
    expect(said('ratify', [['review', { verdict, reason: 'r' }]])).toEqual(review);
  });

  it('must give a verdict and a reason', () => {
    const message = said('review', [['review', { verdict: 'maybe', reason: 'r' }]]).defect?.message;
    expect(message).toBe(
      'Call 1, review: verdict must be accept or object, not "maybe". Call review again with {"verdict": "...", "reason": "..."}.',
    );
    expect(said('review', [['review', { verdict: 'object' }]]).defect?.message).toMatch('reason must be given');
  });

  it('cannot accept and object', () => {
    const calls = ['accept', 'object'].map((verdict) => ['review', { verdict, reason: 'r' }] as const);
    expect(said('review', calls).defect?.message).toBe('Both verdicts were given. Call review once.');
    expect(said('review', [calls[0]!, calls[0]!]).controls).toHaveLength(2);
  });
});

describe('findings in an exchange', () => {
  it('are revised, or left as they are, but not both', () => {
    const [revise, finish] = [['revise', { findings: 'F1 = 4' }] as const, ['finish', {}] as const];
    expect(said('exchange', [revise])).toEqual({ controls: [{ kind: 'revise', index: 1 }] });
    expect(said('exchange', [finish])).toEqual({ controls: [{ kind: 'finish', index: 1 }] });
    expect(said('exchange', [revise, finish]).defect?.message).toMatch('Either call revise or finish.');
  });
});

describe('an answer that accounts for what was found', () => {
  const answer = (account: string, heard = [asAgentId('worker-1'), asAgentId('worker-2')]) =>
    said('account', [['submit_answer', { answer: '42', account }]], { heard });

  it('has a line for everybody that was heard', () => {
    expect(answer('worker-1: used\nworker-2: not used')).toEqual({
      controls: [{ kind: 'submit_answer', index: 1, key: '42' }],
    });
    expect(said('account', [['submit_answer', { answer: '42', account: 'F1: met' }]]).defect).toBeUndefined();
  });

  it('is malformed when somebody is missing, and says who', () => {
    expect(answer('all used').defect?.message).toBe(
      'Call 1, submit_answer: account must have a line that begins with worker-1, and one with worker-2, and says what ' +
        'became of its findings. Call submit_answer again with {"answer": "...", "account": "..."}.',
    );
    expect(said('account', [['submit_answer', { answer: '42' }]]).defect?.message).toMatch('account must be given');
  });

  it('needs no account elsewhere', () => {
    const plain = said('synthesise', [['submit_answer', { answer: '42' }]], { heard: [asAgentId('worker-1')] });
    expect(plain.defect).toBeUndefined();
  });
});

describe('an answer without a control call', () => {
  it.each(['solve', 'debate', 'reconsider', 'synthesise'])('is the answer when it is text in %s', (purpose) => {
    expect(text(purpose, '**42**')).toEqual({ controls: [{ kind: 'submit_answer', index: 0, key: '42' }] });
  });

  it.each([
    ['work', 'report'],
    ['verify', 'report'],
    ['revise', 'revise'],
  ])('is in %s the %s when it is text', (purpose, kind) => {
    expect(text(purpose, 'F1 = 3')).toEqual({ controls: [{ kind, index: 0 }] });
  });

  it.each([
    ['exchange', 'revise or finish'],
    ['review', 'review'],
    ['ratify', 'review'],
    ['account', 'submit_answer'],
  ])('is a defect in %s, which wants a call, when it is text', (purpose, call) => {
    expect(text(purpose, 'I agree.').defect?.message).toBe(`The answer is text without a call. Call ${call}.`);
  });

  it('is a defect when it is text in a plan', () => {
    expect(text('plan', 'I would ask worker-1.').defect?.message).toBe(
      'The answer is text without a call. Call delegate or finish or submit_answer.',
    );
  });

  it('is a defect when it is nothing at all', () => {
    expect(text('work', ' \n').defect?.message).toBe('The answer is empty. Call report.');
  });

  it('says nothing yet when it calls tools', () => {
    expect(said('solve', [['search', {}]], { text: 'Let me look.' })).toEqual({ controls: [] });
  });

  it('says what its text says when it calls tools on the last turn', () => {
    const last = said('work', [['search', {}]], { text: 'So far F1 = 3.', remaining: 0 });
    expect(last).toEqual({ controls: [{ kind: 'report', index: 0 }] });
  });

  it('is a defect when it only calls tools on the last turn, since nobody would read what they give', () => {
    const last = said('solve', [['search', {}]], { remaining: 0 });
    expect(last.defect?.message).toBe(
      'It was the last turn, and nobody would read what search gives. Call submit_answer.',
    );
    expect(said('plan', [['search', {}]], { text: 'Hm.', remaining: 0 }).defect).toBeDefined();
  });

  it('is a defect when it calls nothing but controls of another purpose', () => {
    const other = said('work', [
      ['revise', { findings: 'F1 = 4' }],
      ['review', {}],
    ]);
    expect(other.defect?.message).toBe('revise, review cannot be called now. Call report.');
    expect(
      said('work', [
        ['revise', {}],
        ['search', {}],
      ]),
    ).toEqual({ controls: [] });
  });

  it('says nothing when a repair is out of place again', () => {
    const isRepair = true;
    expect(said('solve', [['search', {}]], { remaining: 0, isRepair })).toEqual({ controls: [] });
    expect(said('work', [['revise', {}]], { isRepair })).toEqual({ controls: [] });
    expect(said('work', [['report', {}]], { isRepair }).defect).toBeDefined();
  });
});

describe('readControls', () => {
  it('is total, and either says something or what is wrong, but never both', () => {
    const call = fc.record({
      name: fc.constantFrom('delegate', 'report', 'submit_answer', 'finish', 'revise', 'review', 'search'),
      arguments: fc.oneof(
        fc.string(),
        fc.json(),
        fc.constant(
          '{"to":"worker-1","brief":"b","answer":"a","verdict":"object","reason":"r","account":"worker-1: a"}',
        ),
      ),
    });
    const answer = fc.record({
      purpose: fc.constantFrom(...PURPOSES),
      remaining: fc.nat(1),
      text: fc.string({ maxLength: 5 }),
      calls: fc.array(call, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(answer, (spoken) => {
        const { controls, defect } = readControls({ ...spoken, team, self });
        expect(controls.length > 0 && defect !== undefined).toBe(false);
        for (const control of controls) {
          expect(control.index).toBeLessThanOrEqual(spoken.calls.length);
          if (control.kind === 'delegate') expect(team.map(({ agentId }) => agentId)).toContain(control.to);
        }
      }),
    );
  });
});
