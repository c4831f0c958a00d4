import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { interruptionOf, statusOf, type SignalSource } from './interruption.js';

/** A process that notes its exit instead of ending. */
function listening({ tied = true, connected = true } = {}) {
  const exits: unknown[] = [];
  const emitter = new EventEmitter();
  const source = Object.assign(emitter, {
    exit: (code: unknown) => exits.push(code),
    connected,
    send: tied ? () => true : undefined,
    channel: tied ? { unref: () => undefined } : undefined,
  });
  return { signal: interruptionOf(source as unknown as SignalSource), emitter, exits };
}

describe('an interruption', () => {
  it('comes by a signal, a signal that is passed on, or the end of who would pass it on', () => {
    for (const [event, argument, reason] of [
      ['SIGINT', 'SIGINT', 'SIGINT'],
      ['message', { signal: 'SIGTERM' }, 'SIGTERM'],
      ['disconnect', undefined, 'SIGHUP'],
    ] as const) {
      const { signal, emitter, exits } = listening();
      emitter.emit(event, argument);
      expect(signal.reason).toBe(reason);
      expect(exits).toEqual([]);
    }
  });

  it('has come when the channel has gone before anybody listened', () => {
    expect(listening({ connected: false }).signal.aborted).toBe(true);
    expect(listening({ tied: false, connected: false }).signal.aborted).toBe(false);
  });

  it('counts a Ctrl-C once that both processes hear; the second one ends the process', () => {
    const { emitter, exits } = listening();
    const press = () => {
      emitter.emit('SIGINT');
      emitter.emit('message', { signal: 'SIGINT' });
    };
    press();
    expect(exits).toEqual([]);
    press();
    expect(exits[0]).toBe(130);
  });

  it('takes no other message for a signal', () => {
    const { signal, emitter } = listening();
    for (const message of [null, 'SIGINT', { signal: 'SIGSTOP' }]) emitter.emit('message', message);
    expect(signal.aborted).toBe(false);
  });

  it('is told by 128 + n', () => {
    expect(['SIGHUP', 'SIGINT', 'SIGTERM'].map(statusOf)).toEqual([129, 130, 143]);
  });
});
