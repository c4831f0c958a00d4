export type { OpenLog } from './core/open-log.js';
export type { EndedState } from './core/run-state.js';
export type { LogOptions } from './core/stored-log.js';
export type { Trouble } from './core/task-context.js';
export { inProcessDeltas } from './deltas/in-process-deltas.js';
export type { RunDeltas } from './deltas/run-deltas.js';
export {
  openEmbeddedLog,
  type EmbeddedLog,
  type EmbeddedLogOptions,
  type LogStats,
} from './embedded/open-embedded-log.js';
export type { PruneOptions } from './embedded/pruner.js';
export { isLogError, LOG_ERROR_CODES, LogError, type LogErrorCode } from './errors.js';
export { FAULT_POINTS, type FaultHook, type FaultPoint } from './fault-points.js';
export { openKafkaLog, type OpenKafkaLogOptions } from './kafka/open-kafka-log.js';
export { KAFKA_DRIVERS, type KafkaDriverName, type KafkaSettings } from './kafka/settings.js';
export type { IntakeRecord, TakeIn } from './kafka/intake/intake-record.js';
export { openTopicIntake, type OpenTopicIntakeOptions } from './kafka/intake/open-topic-intake.js';
export type { StoredHistory } from './kafka/history/owned-history.js';
export { kafkaTopics, type KafkaTopics } from './kafka/topics/kafka-topics.js';
export type { TopicDescription } from './kafka/topics/topic-settings.js';
export type { MemoryDisk } from './memory/memory-disk.js';
export { openMemoryLog, type MemoryLogOptions } from './memory/open-memory-log.js';
export {
  DECIDERS,
  diagnosisIn,
  eventIn,
  isUnreadable,
  TOPICS,
  type CommandRecord,
  type DeadLetter,
  type DeadLetterRecord,
  type Decided,
  type DiagnosisRecord,
  type EventLog,
  type EventRecord,
  type Held,
  type Holding,
  type Job,
  type Offset,
  type OutgoingRecord,
  type Positions,
  type Processor,
  type Projection,
  type ReadOptions,
  type ReceivedRecord,
  type Subscription,
  type Topic,
  type UnreadableRecord,
  type WholeRun,
  type Worker,
} from './port.js';
