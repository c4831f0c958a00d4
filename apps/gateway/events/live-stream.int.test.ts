import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunEvent } from '#events';
import { eventStream, recorded, runIdNumber, solo, soloTurn, startedData } from '#read-models/testing';
import { openSource, type Heard } from '../testing/event-source.js';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const team = { ...startedData().system, architecture: 'decentralized' };

/** So many turns, with a message after the first. */
function run(n: number, turns: number, system = team): readonly RunEvent[] {
  const stream = eventStream(runIdNumber(n));
  stream.add('RunStarted', startedData({ system }));
  const part = { turnId: soloTurn(1), index: 0 };
  for (let turn = 1; turn <= turns; turn++) {
    stream.add('TurnRecorded', recorded(turn));
    if (turn === 1) stream.add('MessageSent', { from: solo, to: [solo], kind: 'debate', round: 1, part });
  }
  stream.add('RunCompleted', { answers: [{ agentId: solo, part }], because: 'answered' });
  return stream.events;
}

const figuresIn = (heard: readonly Heard[]) =>
  heard.flatMap(({ id, figures }) =>
    figures === undefined ? [] : [[id, figures.turns, figures.overheadPercent.value, figures.regime]],
  );

describe('an event stream that was asked for live figures', () => {
  let gateway: GatewayHarness;
  const at = (query = '') => `${gateway.url}/v1/runs/${runIdNumber(1)}/events${query}`;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('tells overhead, density and regime as turns land, without ids', async () => {
    await gateway.happen(run(2, 1, startedData().system));
    const events = run(1, 4);
    await gateway.happen(events.slice(0, 1));
    const source = await openSource(at('?live=true'));
    await source.take(1);
    await gateway.happen(events.slice(1, 3));
    const [, , first] = await source.take(3);
    expect(first?.figures).toEqual({
      turns: 1,
      messages: 1,
      density: { value: 1 },
      overheadPercent: { value: 0 },
      regime: 'under',
      baseline: { kind: 'paired', runs: 1 },
    });
    await gateway.happen(events.slice(3));
    expect(figuresIn(await source.rest()).at(-1)).toEqual([undefined, 4, 300, 'between']);
  });

  it('counts what came before the event that a client resumes behind', async () => {
    const events = run(1, 4);
    await gateway.happen(events.slice(0, 4));
    const source = await openSource(at('?live=true'), 3);
    await source.take(1);
    const [told] = await source.take(1);
    expect(told?.figures).toMatchObject({ turns: 2, messages: 1, overheadPercent: { reason: 'no baseline' } });
    expect(told?.figures?.regime).toBeUndefined();
    await gateway.happen(events.slice(4));
    await source.rest();
  });

  it('is the only one that gets them', async () => {
    await gateway.happen(run(1, 3));
    expect(figuresIn(await (await openSource(at())).rest())).toEqual([]);
  });
});
