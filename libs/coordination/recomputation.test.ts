import { describe, expect, it } from '@jest/globals';
import { centralized } from './architectures/centralized.js';
import { accepts, answers, asked, delegates, fails, said, saysNothing } from './testing/index.js';
import { ledRun, type Lines } from './testing/led-team.js';

const run = (lines: Lines, parameters = {}) =>
  ledRun(centralized, { subproblemVerification: 1, ...parameters }, { synthesise: [answers('1')], ...lines });
const floors = (result: ReturnType<typeof run>) => asked(result).filter((one) => one.includes('worker'));

describe('a result that is worked out a second time', () => {
  it('is so by the next worker, from the brief, before anybody has seen the report', () => {
    const result = run({});
    expect(floors(result)).toEqual(['1 work worker-1', '1 work worker-2', '1 verify worker-2', '1 verify worker-3']);
    expect(said(result)).toEqual([
      '1 delegate orchestrator>worker-1 orchestrator.1/1',
      '1 delegate orchestrator>worker-2 orchestrator.1/2',
      '1 delegate orchestrator>worker-2 orchestrator.1/1',
      '1 delegate orchestrator>worker-3 orchestrator.1/2',
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 finding worker-2>orchestrator worker-2.2/1',
      '1 report worker-2>orchestrator worker-2.1/1',
      '1 finding worker-3>orchestrator worker-3.1/1',
    ]);
  });

  it('is so before it is reviewed, and keeps the second result beside it when it is revised', () => {
    const result = run({ plan: [delegates('worker-1'), answers('1')], review: [accepts] }, { peerVerification: 1 });
    expect(floors(result)).toEqual(['1 work worker-1', '1 verify worker-2', '1 review worker-2']);
    expect(said(result).slice(-3)).toEqual([
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 finding worker-2>orchestrator worker-2.1/1',
      '1 review+ worker-2>orchestrator worker-2.2/1',
    ]);
  });

  it('is so by its author where nobody else is left, who has the brief already', () => {
    const result = run({ plan: [delegates('worker-1'), answers('1')] }, { workers: 1 });
    expect(floors(result)).toEqual(['1 work worker-1', '1 verify worker-1']);
    expect(said(result)).toEqual([
      '1 delegate orchestrator>worker-1 orchestrator.1/1',
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 finding worker-1>orchestrator worker-1.2/1',
    ]);
  });

  it('is not where nothing was reported', () => {
    expect(floors(run({ work: [saysNothing] }))).toEqual(['1 work worker-1', '1 work worker-2']);
  });

  it('stands alone when whoever works it out is lost or says nothing', () => {
    const result = run({ 'verify worker-2': [fails()], 'verify worker-3': [saysNothing] });
    expect(said(result).slice(4)).toEqual([
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 report worker-2>orchestrator worker-2.1/1',
      '1 error worker-2>orchestrator worker-2.2/0',
    ]);
  });

  it('does not make the second result the answer of a team without its orchestrator', () => {
    const { end } = run({ plan: [delegates('worker-1'), fails()] });
    expect(end).toMatchObject({ because: 'member_lost', answers: [{ agentId: 'worker-1' }] });
  });
});
