// An owner of partitions as a process of its own: echoes by the settings of its argument and says which it holds.
import { openKafkaLog, type KafkaSettings } from '#event-log';
import { EMPTY_STORE } from '../../../libs/event-log/kafka/testing/kafka-harness.js';
import { echo } from './echo.js';

const TELL_EVERY_MS = 50;

const settings = JSON.parse(process.argv[2] ?? '') as KafkaSettings;
const { log } = await openKafkaLog({ settings, history: EMPTY_STORE, retryMs: 100 });
const processor = echo();
await log.process(processor);
setInterval(() => {
  process.stdout.write(`${JSON.stringify([...processor.held])}\n`);
}, TELL_EVERY_MS);
