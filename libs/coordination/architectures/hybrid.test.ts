import { describe, expect, it } from '@jest/globals';
import { answers, asked, delegates, fails, finishes, revises, said, saysNothing } from '../testing/index.js';
import { ledRun, type Lines } from '../testing/led-team.js';
import { hybrid } from './hybrid.js';

const everybody = [delegates('worker-1', 'worker-2', 'worker-3'), finishes];
const run = (lines: Lines, parameters = {}) =>
  ledRun(hybrid, parameters, { plan: everybody, synthesise: [answers('1')], ...lines });
const exchanges = (result: ReturnType<typeof run>) => asked(result).filter((one) => one.includes(' exchange '));
const findings = (result: ReturnType<typeof run>) => said(result).filter((one) => one.includes(' finding '));
const returned = (result: ReturnType<typeof run>) => said(result).filter((one) => one.includes('>orchestrator'));

describe('hybrid', () => {
  it("shows the workers how each other's findings begin, and the orchestrator what they then say", () => {
    const result = run({ 'exchange worker-2': [revises], exchange: [finishes] });
    expect(asked(result).slice(1, -2)).toEqual([
      '1 work worker-1',
      '1 work worker-2',
      '1 work worker-3',
      '1 exchange worker-1',
      '1 exchange worker-2',
      '1 exchange worker-3',
    ]);
    expect(findings(result)).toEqual([
      '1 finding worker-1>worker-2,worker-3 worker-1.1/1~400',
      '1 finding worker-2>worker-1,worker-3 worker-2.1/1~400',
      '1 finding worker-3>worker-1,worker-2 worker-3.1/1~400',
    ]);
    expect(returned(result)).toEqual([
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 report worker-2>orchestrator worker-2.2/1',
      '1 report worker-3>orchestrator worker-3.1/1',
    ]);
    expect(result.end).toMatchObject({ answers: [{ agentId: 'orchestrator' }], because: 'answered' });
  });

  it('shows only those who have found something, and nobody where they are alone', () => {
    const two = run({ 'work worker-1': [saysNothing], exchange: [finishes] });
    expect(findings(two).map((one) => one.split(' ')[2])).toEqual(['worker-2>worker-3', 'worker-3>worker-2']);
    expect(exchanges(run({ plan: [delegates('worker-1'), answers('1')] }))).toEqual([]);
  });

  it('shows in another round what has changed in the last one, and stops when nothing has', () => {
    const result = run({ 'exchange worker-2': [revises, finishes], exchange: [finishes] }, { peerRounds: 3 });
    expect(exchanges(result).slice(3)).toEqual(['1 exchange worker-1', '1 exchange worker-3']);
    expect(findings(result).slice(3)).toEqual(['1 finding worker-2>worker-1,worker-3 worker-2.2/1~400']);
  });

  it('keeps what a worker has found that is lost in the exchange, and tells the orchestrator', () => {
    const result = run({ 'exchange worker-1': [fails()], exchange: [saysNothing] });
    expect(returned(result).slice(0, 2)).toEqual([
      '1 report worker-1>orchestrator worker-1.1/1',
      '1 error worker-1>orchestrator worker-1.2/0',
    ]);
  });

  it('offers the revised findings as its best, and without an orchestrator as its answer', () => {
    const { end } = run({ plan: [...everybody.slice(0, 1), fails()], exchange: [revises] });
    expect(end).toMatchObject({ answers: [{ part: { turnId: 'worker-1.2' } }, {}, {}], because: 'member_lost' });
  });

  it('cuts findings where it is told to, and has no exchange where it is told none', () => {
    expect(findings(run({ exchange: [finishes] }, { findingChars: 7 }))[0]).toMatch(/~7$/);
    expect(exchanges(run({}, { peerRounds: 0 }))).toEqual([]);
  });
});
