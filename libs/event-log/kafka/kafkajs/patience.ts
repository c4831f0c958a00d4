import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 1_000;

/** Tries again what brokers refuse for a moment only, as while they elect a leader: kafkajs' admin gives up at once. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof kafkajs.KafkaJSProtocolError) || !error.retriable) throw error;
      await delay(Math.min(FIRST_PAUSE_MS * 2 ** attempt, LAST_PAUSE_MS));
    }
  }
}
