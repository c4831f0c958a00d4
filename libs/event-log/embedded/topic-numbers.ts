import { TOPICS, type Topic } from '../port.js';

/** A topic's number in the file format: its place in `TOPICS`. */
export const topicNumber = (topic: Topic): number => TOPICS.indexOf(topic);
