import { randomUUID } from 'node:crypto';
import { asRunId } from '#events';
import { inProcessDeltas } from '../../deltas/in-process-deltas.js';
import type { RunDeltas } from '../../deltas/run-deltas.js';
import type { KafkaDriver } from '../driver.js';
import { DeltaReceiver } from './delta-receiver.js';
import { DeltaSender } from './delta-sender.js';
import { deltaOf, deltaWire } from './delta-wire.js';

export interface KafkaDeltasOptions {
  readonly driver: Pick<KafkaDriver, 'publisher' | 'stream' | 'ends'>;
  readonly topic: string;
  readonly partitions: number;
  /** After a failure nothing is sent, or heard, for so long. */
  readonly retryMs: number;
  readonly trouble: (error: unknown) => void;
}

export interface KafkaDeltas extends RunDeltas {
  /** Sends and hears nothing any more. Never rejects. */
  close(): Promise<void>;
}

/** Between processes; who listens in this one is told at once. Reads the topic from the first subscription on. */
export function kafkaDeltas({ driver, topic, partitions, retryMs, trouble }: KafkaDeltasOptions): KafkaDeltas {
  const here = inProcessDeltas();
  const origin = randomUUID();
  const sender = new DeltaSender({ open: () => driver.publisher(), retryMs, trouble });
  const receiver = new DeltaReceiver({
    ends: () => driver.ends(topic),
    open: (sink) => driver.stream(topic, sink),
    heard: (record) => {
      const delta = deltaOf(record, origin);
      if (delta !== undefined) here.publish(asRunId(record.key), delta);
    },
    retryMs,
    trouble,
  });
  return {
    publish(runId, delta) {
      here.publish(runId, delta);
      sender.send(deltaWire(runId, delta, { topic, partitions, origin }));
    },
    subscribe(runId, listener) {
      receiver.start();
      return here.subscribe(runId, listener);
    },
    async close() {
      await Promise.all([sender.close(), receiver.close()]);
    },
  };
}
