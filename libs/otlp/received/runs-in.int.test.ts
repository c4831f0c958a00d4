import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tiesOf, type ReceivedTraces } from '#trajectory';
import { partsOf, spanScript, traceOfValues } from '#trajectory/testing';
import { openReceivedTraces } from './open-received-traces.js';
import { keptOfRun } from './kept-within.js';
import { runsIn } from './runs-in.js';
import { telemetryIn } from './telemetry-in.js';

const LIMITS = { bodyBytes: 1e7, spans: 100, bytes: 1e8, quietMs: 1000, patienceMs: 1000 };
const [SMALL, OTHER, LARGE] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];

describe('the run of a trace whose companions are too much to be read together', () => {
  let directory: string;
  let traces: ReceivedTraces;
  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-runs-'));
    traces = openReceivedTraces({ directory, limits: LIMITS });
    for (const trace of [SMALL, LARGE, OTHER]) {
      const script = spanScript('gen_ai');
      const attributes = { 'session.id': 's' };
      script.model({ trace, parent: script.agent(`agent ${trace[0]}`, { trace, attributes }) });
      const parts = partsOf(script.payload());
      await traces.keep(parts, 5);
      await traces.settle(trace, { spans: 2, findings: { turns: 1, agents: [] }, ties: tiesOf(telemetryIn(parts)) }, 5);
    }
    await traces.keep(traceOfValues(LARGE, 5_000_000), 6);
  });
  afterEach(() => {
    traces.close();
    rmSync(directory, { recursive: true });
  });

  it('has those for which there is room, and says that more may be of it', async () => {
    const [run, ...more] = runsIn(await keptOfRun(traces, SMALL), SMALL);
    expect(run?.traceIds?.toSorted()).toEqual([SMALL, OTHER]);
    expect(run?.unknown).toContainEqual(expect.stringMatching(/^run: 1 traces .* more than can be read with it/));
    expect(more).toEqual([]);
  });

  it('is none for one that is too much itself', async () => {
    expect(runsIn(await keptOfRun(traces, LARGE), LARGE)).toEqual([]);
  });
});
