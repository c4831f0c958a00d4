import { describe, expect, it } from '@jest/globals';
import { proposalIn, refutationIn } from './proposal.js';

const CODE = 'I ran ```python\nprint(1)\n``` and it works';
const proposal = { label: 'other', agent: 'Coder', step: 3, why: 'It was not run.', quotes: [CODE] };
const refutation = { refuted: true, why: `The task has ${CODE}` };

const WRAPPED = [
  ['as it is', (json: string) => json],
  ['in a fence', (json: string) => `\`\`\`json\n${json}\n\`\`\``],
  ['in a fence amid words', (json: string) => `My verdict:\n\`\`\`\n${json}\n\`\`\`\nThat is all.`],
] as const;

describe('an answer of a judge', () => {
  it.each(WRAPPED)('may quote code in a fence (%s)', (_, wrapped) => {
    const answers = [{ ...proposal, none: false }, refutation].map((answer) => wrapped(JSON.stringify(answer)));
    expect([proposalIn(answers[0]!), refutationIn(answers[1]!)]).toEqual([proposal, refutation]);
  });

  it('may be followed by a fence that is none of it', () => {
    const answer = `\`\`\`json\n${JSON.stringify({ refuted: true, why: 'no' })}\n\`\`\`\nSo it ran:\n\`\`\`\nprint(1)\n\`\`\``;
    expect(refutationIn(answer)).toEqual({ refuted: true, why: 'no' });
  });

  it('is none where it is not JSON', () => {
    expect([proposalIn('It was the coder.'), refutationIn('```\nno\n```')]).toEqual([undefined, undefined]);
  });
});
