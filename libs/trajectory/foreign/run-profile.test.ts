import { describe, expect, it } from '@jest/globals';
import { readOtlp } from '../otlp/read-otlp.js';
import { spanScript, type SpanScript } from '../testing/span-script.js';
import { foreignTrajectories } from './foreign-trajectories.js';
import { profileOf, type RunProfile } from './run-profile.js';

function profile(...scripts: readonly SpanScript[]): RunProfile {
  const [run] = foreignTrajectories(scripts.map((script) => readOtlp(script.payload())));
  return profileOf(run!);
}

/** A lead whose tools are agents, each at work for a turn. */
function led(...workers: readonly string[]): SpanScript {
  const script = spanScript('gen_ai');
  const lead = script.agent('lead', { at: 0, for: 100 });
  script.model({ parent: lead, at: 1, for: 4, asks: workers });
  workers.forEach((worker, nth) => {
    const tool = script.tool(worker, { parent: lead, at: 10 + 20 * nth, for: 18 });
    const agent = script.agent(worker, { parent: tool, at: 11 + 20 * nth, for: 16 });
    script.model({ parent: agent, at: 12 + 20 * nth });
  });
  script.model({ parent: lead, at: 90 });
  return script;
}

describe('profileOf', () => {
  it('names the service, and says from when until when the run lasted', () => {
    const script = spanScript('openinference');
    script.model({ parent: script.agent('ann', { at: 0, for: 50 }), at: 10 });
    const { service, startedAt, endedAt } = profile(script);
    expect([service, endedAt - startedAt]).toEqual(['tests', 50]);
  });

  it('knows a single agent, and a lead with workers', () => {
    const single = spanScript('gen_ai');
    single.model({ parent: single.agent('ann') });
    expect(profile(single).architecture).toBe('single');
    expect(profile(led('ben', 'cid')).architecture).toBe('centralized');
  });

  it('knows peers who hear each other, and no architecture of ours in who passes work on', () => {
    const rounds = (...order: readonly string[]) => {
      const script = spanScript('openinference');
      const top = script.step('chat', { at: 0, for: 100 });
      order.forEach((name, nth) => {
        const agent = script.agent(name, { parent: top, at: 1 + 10 * nth, for: 8 });
        script.model({ parent: agent, at: 2 + 10 * nth, says: `${name} says ${nth}` });
      });
      return script;
    };
    expect(profile(rounds('ann', 'ben', 'ann', 'ben')).architecture).toBe('decentralized');
    expect(profile(rounds('ann', 'ben', 'cid')).architecture).toBeUndefined();
  });

  it('does not tell an architecture of calls that no agent made', () => {
    const script = spanScript('openllmetry');
    script.model({ parent: script.step('request', { for: 50 }) });
    expect(profile(script).architecture).toBeUndefined();
  });

  it('tells an error of the root, also one that a failed call explains', () => {
    const script = spanScript('gen_ai');
    script.model({ parent: script.agent('ann', { error: 'out of quota', for: 20 }), error: 'out of quota' });
    expect(profile(script).ending).toEqual({ status: 'error', message: 'out of quota' });
  });

  it('takes a run for well ended whose root has seen to the error below', () => {
    const script = spanScript('gen_ai');
    const agent = script.agent('ann', { at: 0, for: 50 });
    script.tool('look', { parent: agent, error: 'no such file' });
    script.model({ parent: agent });
    expect(profile(script).ending).toEqual({ status: 'ok' });
  });

  it('goes by the latest turn of a conversation in several traces', () => {
    const attributes = { 'session.id': 's' };
    const turn = (trace: string, at: number, error?: string) => {
      const script = spanScript('openinference', Number(trace) * 10);
      const top = { trace, at, for: 20, attributes, ...(error !== undefined && { error }) };
      script.model({ trace, parent: script.agent('ann', top), at: at + 1 });
      return script;
    };
    expect(profile(turn('1', 0, 'timed out'), turn('2', 1000)).ending).toEqual({ status: 'ok' });
    expect(profile(turn('1', 0), turn('2', 1000, 'timed out')).ending).toMatchObject({ status: 'error' });
  });

  it('does not know the end of a run whose root was not received', () => {
    const script = spanScript('gen_ai');
    script.model({ parent: script.agent('ann', { parent: 'f'.repeat(16), error: 'died' }) });
    expect(profile(script).ending).toEqual({ status: 'unknown' });
  });

  it('says whether words are there', () => {
    const run = (words: Readonly<Record<string, string>>) => {
      const script = spanScript('gen_ai');
      script.model({ parent: script.agent('ann'), attributes: words });
      return profile(script).hasContent;
    };
    const said = [{ role: 'assistant', parts: [{ type: 'text', content: 'Seven.' }] }];
    expect(run({ 'gen_ai.output.messages': JSON.stringify(said) })).toBe(true);
    expect(run({ 'gen_ai.output.messages': '[]' })).toBe(false);
  });
});
