import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogError } from '#event-log';
import { inCall } from '#telemetry';
import { ServiceLogger } from './service-logger.js';

const streams = [process.stdout, process.stderr] as const;
const originals = streams.map((stream) => stream.write.bind(stream));
const isTerminal = process.stdout.isTTY;

describe('the log of a service that nobody watches', () => {
  const written: [string, Record<string, unknown>][] = [];
  beforeEach(() => {
    written.length = 0;
    process.stdout.isTTY = false;
    for (const [index, stream] of streams.entries()) {
      stream.write = (line) => {
        written.push([index === 0 ? 'stdout' : 'stderr', JSON.parse(String(line)) as Record<string, unknown>]);
        return true;
      };
    }
  });
  afterEach(() => {
    process.stdout.isTTY = isTerminal;
    for (const [index, stream] of streams.entries()) stream.write = originals[index]!;
  });

  it('has a line of JSON for each message, errors on stderr, each once', () => {
    const logger = new ServiceLogger('info');
    logger.log('it goes on', 'worker');
    logger.error('it broke', 'Error: it broke\n    at work', 'worker');
    logger.debug('not asked for', 'worker');
    expect(written).toMatchObject([
      ['stdout', { level: 'info', message: 'it goes on', context: 'worker', pid: process.pid }],
      ['stderr', { level: 'error', message: 'it broke', context: 'worker', stack: expect.stringContaining('at work') }],
    ]);
  });

  it('has what nobody foresaw at the start with its stack, and leaves what is explained to the plain line', () => {
    const logger = new ServiceLogger('info');
    logger.error(new LogError('topics_unfit', 'run-events is missing: run `parley topics ensure`'), 'ExceptionHandler');
    logger.error(new TypeError('x is no function'), 'ExceptionHandler');
    expect(written).toMatchObject([['stderr', { level: 'error', message: 'x is no function' }]]);
  });

  it('says which run and trace a line belongs to', () => {
    const logger = new ServiceLogger('info');
    const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
    inCall({ runId: 'run', traceId, spanId, sampled: true }, () => {
      logger.warn('slow', 'worker');
    });
    expect(written).toMatchObject([['stdout', { level: 'warn', run_id: 'run', trace_id: traceId, span_id: spanId }]]);
  });
});
