import { textOf, type Attributes } from '../otlp/attribute-value.js';

/**
 * Where the runtimes of AutoGen and Semantic Kernel send a message: an agent or a topic with its key; the name ends with
 * the id of the team: `group_topic_<id>.(<id>)-T`, `writer_<id>.(default)-A`.
 */
const ADDRESS = /^[^()]*?([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})\.\([^()]*\)-[AT]$/;

/** The team whose messages the span carries: each delivery begins a trace of its own. */
export const teamIdOf = (attributes: Attributes): string | undefined =>
  ADDRESS.exec(textOf(attributes, 'messaging.destination') ?? '')?.[1];
