import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gate } from '../../testing/until.js';
import type { WireOutput, WirePublisher } from '../driver.js';
import { DeltaSender } from './delta-sender.js';

const output = (value: string): WireOutput => ({ topic: 'run-deltas', partition: 0, key: 'run', headers: {}, value });

/** A broker that takes a request when it is let to. */
class SlowWire implements WirePublisher {
  readonly requests: string[][] = [];
  closed = false;
  answer = gate();

  async publish(outputs: readonly WireOutput[]): Promise<readonly []> {
    this.requests.push(outputs.map(({ value }) => value));
    await this.answer.promise;
    return [];
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

describe('what sends deltas', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function senderTo(wires: readonly SlowWire[]) {
    const troubles: unknown[] = [];
    let opened = 0;
    const sender = new DeltaSender({
      open: () => Promise.resolve(wires[opened++]!),
      retryMs: 500,
      trouble: (error) => troubles.push(error),
    });
    return { sender, troubles };
  }

  it('puts what is spoken within a moment into one request', async () => {
    const wire = new SlowWire();
    const { sender } = senderTo([wire]);
    for (const value of ['a', 'b', 'c']) sender.send(output(value));
    await jest.advanceTimersByTimeAsync(20);
    expect(wire.requests).toEqual([['a', 'b', 'c']]);
  });

  it('holds a bounded part back while a request is under way, drops what is more, and goes on', async () => {
    const wire = new SlowWire();
    const { sender } = senderTo([wire]);
    sender.send(output('first'));
    await jest.advanceTimersByTimeAsync(20);
    const long = 'x'.repeat(300_000);
    for (let i = 0; i < 10; i++) sender.send(output(long));
    wire.answer.open(undefined);
    await jest.advanceTimersByTimeAsync(20);
    expect(wire.requests).toEqual([['first'], [long, long, long]]);
    sender.send(output('later'));
    await jest.advanceTimersByTimeAsync(20);
    expect(wire.requests.at(-1)).toEqual(['later']);
  });

  it('sends nothing again after a failure, says so, and begins anew on another connection after a pause', async () => {
    const [failing, wire] = [new SlowWire(), new SlowWire()];
    const { sender, troubles } = senderTo([failing, wire]);
    sender.send(output('lost'));
    await jest.advanceTimersByTimeAsync(20);
    sender.send(output('lost too'));
    failing.answer.fail(new Error('no broker'));
    await jest.advanceTimersByTimeAsync(0);
    sender.send(output('new'));
    await jest.advanceTimersByTimeAsync(499);
    expect(wire.requests).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(wire.requests).toEqual([['new']]);
    expect(failing.closed).toBe(true);
    expect(troubles).toEqual([new Error('no broker')]);
  });
});
