import { Logger } from '@nestjs/common';
import { openTopicIntake, type KafkaSettings } from '#event-log';
import { graceMsOf, runService, troubleLogger, type Config, type ServiceSurroundings } from '#platform';
import type { ReceivedTraces } from '#trajectory';
import { spansTopic } from './spans-topic.js';
import { unreadableSpans } from './unreadable-spans.js';

export interface StartSpansTopicOptions {
  readonly topic: string;
  readonly settings: KafkaSettings;
  readonly config: Pick<Config, 'traces' | 'process'>;
  readonly traces: ReceivedTraces;
  readonly onKept: () => void;
  readonly service: ServiceSurroundings;
}

const NAME = 'otlp-topic';
/** One for all classifiers of an installation, of whatever version. */
const GROUP = 'classifier-spans';

/** Takes in what a collector writes to Kafka, as long as the process lives. */
export async function startSpansTopic(options: StartSpansTopicOptions): Promise<void> {
  const { topic, settings, config, traces, onKept, service } = options;
  const logger = new Logger(NAME);
  const onUnreadable = unreadableSpans({
    topic,
    now: Date.now,
    say: (words) => {
      logger.error(words);
    },
  });
  const takeIn = spansTopic({ traces, limits: config.traces, now: Date.now, onKept, onUnreadable });
  const onTrouble = troubleLogger(Date.now);
  const graceMs = graceMsOf(config.process);
  await runService(NAME, () => openTopicIntake({ settings, topic, group: GROUP, takeIn, onTrouble, graceMs }), service);
}
