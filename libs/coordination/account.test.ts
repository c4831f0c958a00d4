import { describe, expect, it } from '@jest/globals';
import { asAgentId, asTurnId } from '#events';
import { heardBy, unaccounted } from './account.js';
import { answerWith, eventStream, startedWith, systemOf } from './testing/index.js';

const [one, two, ten] = ['worker-1', 'worker-2', 'worker-10'].map(asAgentId) as never[];

describe('an account', () => {
  it.each([
    ['worker-1: gave F1\nworker-2: its F2 was wrong', []],
    ['- **Worker-1**: gave F1\n* worker-2 was not needed, since F1 suffices', []],
    ['worker-1: gave F1', [two]],
    ['worker-1:\nworker-2: fine', [one]],
    ['worker-10: gave F1\nmyworker-2: x\nworker-2-b: y', [one, two]],
    ['', [one, two]],
  ])('%j is silent about %j', (account, silent) => {
    expect(unaccounted(account, [one!, two!])).toEqual(silent);
  });

  it('may say something of several in one line', () => {
    expect(unaccounted('worker-1 and worker-10 agree', [one!, ten!])).toEqual([]);
  });
});

describe('whom an agent has heard', () => {
  it('is whoever has sent it a report or a finding by then', () => {
    const stream = eventStream(startedWith(systemOf({ architecture: 'centralized' })));
    const send = (from: string, to: string, kind: 'report' | 'finding' | 'review') =>
      stream.append('MessageSent', {
        from: asAgentId(from),
        to: [asAgentId(to)],
        kind,
        round: 1,
        part: { turnId: asTurnId(`${from}.1`), index: 0 },
      });
    stream.request('worker-1', { purpose: 'work', opens: true });
    stream.record('worker-1', answerWith('F1 = 3'));
    send('worker-2', 'orchestrator', 'finding');
    send('worker-1', 'orchestrator', 'report');
    send('worker-2', 'orchestrator', 'report');
    send('worker-3', 'orchestrator', 'review');
    send('worker-3', 'worker-1', 'finding');
    const request = stream.request('orchestrator', { purpose: 'account', opens: true });
    send('worker-3', 'orchestrator', 'report');
    expect(heardBy(stream.events, request)).toEqual(['worker-2', 'worker-1']);
  });
});
