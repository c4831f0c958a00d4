import { constants } from 'node:os';

/** What a process hears of signals: its own, and those that whoever started it passes on. */
export type SignalSource = Pick<NodeJS.Process, 'on' | 'exit' | 'channel' | 'connected' | 'send'>;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

/** Exit status of a process that a signal has ended. */
const STATUS = 128;
export const statusOf = (signal: unknown): number =>
  STATUS + (SIGNALS.includes(signal as Signal) ? constants.signals[signal as Signal] : constants.signals.SIGINT);

/**
 * Aborts, with the signal as the reason, when the process is told to end: by a signal, by one that its starter passes on
 * as the message `{"signal"}`, or by the starter's own end. The second time ends the process at once. A terminal's Ctrl-C
 * reaches both processes, so one of each kind counts as one.
 */
export function interruptionOf(source: SignalSource): AbortSignal {
  const interruption = new AbortController();
  const heard = { own: 0, passed: 0 };
  const hear = (from: keyof typeof heard, signal: Signal): void => {
    heard[from] += 1;
    if (Math.max(heard.own, heard.passed) > 1) source.exit(statusOf(signal));
    interruption.abort(signal);
  };
  for (const signal of SIGNALS) {
    source.on(signal, () => {
      hear('own', signal);
    });
  }
  source.on('message', (message) => {
    const signal = signalIn(message);
    if (signal !== undefined) hear('passed', signal);
  });
  const orphaned = () => {
    hear('passed', 'SIGHUP');
  };
  source.on('disconnect', orphaned);
  if (source.send !== undefined && !source.connected) orphaned();
  // The channel alone keeps nobody alive.
  source.channel?.unref();
  return interruption.signal;
}

function signalIn(message: unknown): Signal | undefined {
  if (typeof message !== 'object' || message === null || !('signal' in message)) return undefined;
  return SIGNALS.find((signal) => signal === message.signal);
}
