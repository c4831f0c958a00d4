import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FROM_SOURCE } from '#diagnosis/testing';
import { configFrom, createApplication, InfrastructureModule } from '#platform';
import { spanScript } from '#trajectory/testing';
import { ClassifierModule } from '../apps/classifier/classifier.module.js';
import { programOf } from '../apps/cli/program.js';
import type { FailureReport } from '#reports';
import { quietSession } from '../apps/cli/testing/quiet-session.js';
import { GatewayModule } from '../apps/gateway/gateway.module.js';
import { eventually } from './servers/eventually.js';
import { sendOtlp } from './servers/send-otlp.js';

jest.setTimeout(120_000);

const FIXTURES = path.resolve(import.meta.dirname, '../libs/trajectory/fixtures');
const ADDER = 'd'.repeat(32);

@Module({ imports: [ClassifierModule, GatewayModule] })
class Server {}

/** Says a wrong sum, and ends in an error. */
function adder() {
  const script = spanScript('gen_ai');
  const parent = script.agent('adder', { trace: ADDER, error: 'timed out' });
  for (const text of ['I add 3 + 4 = 8.', 'My answer is 8.']) {
    const said = [{ role: 'assistant', parts: [{ type: 'text', content: text }] }];
    script.model({ trace: ADDER, parent, attributes: { 'gen_ai.output.messages': JSON.stringify(said) } });
  }
  return script.payload();
}

interface Listed {
  readonly traces: readonly { readonly status: string; readonly profile?: object }[];
}

describe('runs of other frameworks in the report', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-received-report-'));
  let app: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    const config = configFrom({
      PARLEY_DATA: directory,
      PARLEY_LOG_LEVEL: 'error',
      PARLEY_TRACES_QUIET_MS: '300',
    });
    const infrastructure = InfrastructureModule.forConfig(config, { threadArguments: FROM_SOURCE });
    app = await createApplication({ module: Server, imports: [infrastructure] }, config);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    for (const name of ['otlp/aisdk7-team', 'frameworks/lg-tl-dying']) await sendFixture(name);
    expect(await sendOtlp(url, 'traces', adder())).toBe(200);
    await eventually(
      async () => (await (await fetch(`${url}/v1/traces`)).json()) as Listed,
      ({ traces }) => traces.length > 2 && traces.every(({ status }) => status === 'complete'),
    );
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  /** As the framework's exporter has posted it. */
  async function sendFixture(name: string): Promise<void> {
    const folder = path.join(FIXTURES, name);
    const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' };
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.pb.gz'))) {
      const body = readFileSync(path.join(folder, file));
      const { status } = await fetch(`${url}/v1/traces`, { method: 'POST', headers, body });
      expect(status).toBe(200);
    }
  }

  async function report(...options: readonly string[]): Promise<string> {
    const { session, printed } = quietSession({ PARLEY_JAEGER_URL: 'http://127.0.0.1:16686' });
    await programOf(session).parseAsync(['report', '--received', '--server', url, ...options], { from: 'user' });
    return printed.join('\n');
  }
  const told = async (...options: readonly string[]) => JSON.parse(await report('--json', ...options)) as FailureReport;

  it('are told by service and by what their messages are like, each with how it says that it ended', async () => {
    const { groups, ...rest } = await told();
    expect(rest).toMatchObject({
      runs: 3,
      failedRuns: 2,
      received: { collecting: 0, gone: 0, services: 3, endUnknown: 0, withoutContent: 1 },
      causes: [{ agent: 'adder', service: 'tests', architecture: 'single', mode: 'numerical_drift', supported: 1 }],
      cases: [{ runId: ADDER, traceId: ADDER, outcome: 'ended in an error' }],
    });
    expect(groups).toMatchObject([
      {
        received: { service: 'lunar-ai-sdk', errors: { value: 0 } },
        architecture: 'centralized',
        metrics: { turns: { value: 9 } },
      },
      {
        received: { service: 'tests', errors: { value: 1 } },
        architecture: 'single',
        modes: { numerical_drift: { value: 1 } },
      },
      {
        received: { service: 'unknown_service:python', errors: { value: 1 }, content: { value: 0 } },
        architecture: 'centralized',
      },
    ]);
    for (const group of groups) {
      expect(group).not.toHaveProperty('versusBaseline');
      expect(group.metrics.success).not.toHaveProperty('value');
    }
  });

  it('are of one service, and since a time, where that is asked for', async () => {
    expect(await told('--service', 'lunar-ai-sdk', '--since', '1h')).toMatchObject({ runs: 1, failedRuns: 0 });
    expect(await report('--service', 'nobody')).toContain('No finished runs are in scope');
  });

  it('are a page, tables and text of the same figures', async () => {
    const [html, csv, markdown] = ['r.html', 'r.csv', 'r.md'].map((name) => path.join(directory, name));
    const text = await report('--html', html!, '--csv', csv!, '--markdown', markdown!);
    expect(text).toContain('known by its own status');
    expect(text).toContain(`${ADDER}: numerical drift by adder`);
    expect(readFileSync(csv!, 'utf8').split('\r\n')[1]).toMatch(/^lunar-ai-sdk,centralized,false,1,1,/);
    expect(readFileSync(markdown!, 'utf8')).toContain('| lunar-ai-sdk | centralized |');
    const page = readFileSync(html!, 'utf8');
    expect(page).toMatch(new RegExp(`href="http://127.0.0.1:16686/trace/${ADDER}\\?uiFind=[0-9a-f]{16}"`));
    expect(page).toContain('no baseline');
  });
});
