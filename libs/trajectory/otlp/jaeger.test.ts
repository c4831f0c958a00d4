import { describe, expect, it } from '@jest/globals';
import { foreignTrajectories } from '../foreign/foreign-trajectories.js';
import { inspectionOf } from '../inspection.js';
import { isJaeger, readJaeger } from './jaeger.js';

const span = (id: string, parent: string | undefined, tags: Readonly<Record<string, unknown>>) => ({
  traceID: 'a1'.repeat(8),
  spanID: id.repeat(16),
  operationName: 'x',
  references: parent === undefined ? [] : [{ refType: 'CHILD_OF', traceID: 'a1'.repeat(8), spanID: parent.repeat(16) }],
  startTime: 1_767_225_600_000_000 + Number(id),
  duration: 5000,
  tags: Object.entries(tags).map(([key, value]) => ({ key, type: 'string', value })),
  logs: [{ timestamp: 1, fields: [{ key: 'event', value: 'gen_ai.choice' }] }],
  processID: 'p1',
});

const download = {
  data: [
    {
      traceID: 'a1'.repeat(8),
      spans: [
        span('1', undefined, { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'ann' }),
        span('2', '1', {
          'gen_ai.operation.name': 'chat',
          'gen_ai.usage.input_tokens': 7,
          'gen_ai.usage.output_tokens': '2',
          'gen_ai.response.finish_reasons': '["stop"]',
          'otel.scope.name': 'lib',
        }),
        span('3', '1', { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'look', error: true }),
        { spanID: 'no trace' },
      ],
      processes: { p1: { serviceName: 'tests', tags: [] } },
    },
  ],
};

describe('readJaeger', () => {
  it('reads what Jaeger gives for download', () => {
    expect(isJaeger(download)).toBe(true);
    expect(isJaeger({ data: [] })).toBe(false);
    const telemetry = readJaeger(download);
    expect(telemetry.unusable).toBe(1);
    expect(telemetry.spans[1]).toMatchObject({
      scope: 'lib',
      events: [{ name: 'gen_ai.choice' }],
      resource: 'tests|p1',
    });
    expect(telemetry.spans[1]!.attributes.get('gen_ai.response.finish_reasons')).toEqual(['stop']);
    expect(foreignTrajectories([telemetry]).map(inspectionOf)).toMatchObject([
      {
        family: 'gen_ai',
        turns: 1,
        agents: [{ name: 'ann', inputTokens: 7, outputTokens: 2 }],
        toolCalls: [{ name: 'look', ok: false }],
      },
    ]);
  });
});
