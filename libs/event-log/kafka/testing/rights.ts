import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { kafkaOf } from '../kafkajs/client.js';

/** `topic:<name>`, `group:<name>`, `id:<name>`; a star behind a name stands for all that begins so. */
export type Right = readonly [resource: string, ...operations: readonly Operation[]];
type Operation = 'Read' | 'Write' | 'Create' | 'Describe' | 'DescribeConfigs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const RESOURCES = {
  topic: AclResourceTypes.TOPIC,
  group: AclResourceTypes.GROUP,
  id: AclResourceTypes.TRANSACTIONAL_ID,
} as const;
const OPERATIONS = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Create: AclOperationTypes.CREATE,
  Describe: AclOperationTypes.DESCRIBE,
  DescribeConfigs: AclOperationTypes.DESCRIBE_CONFIGS,
} as const;

const LOOK_EVERY_MS = 20;

/** To start, any service looks at these. */
const TO_START: readonly Right[] = [
  ['topic:run-commands', 'Describe', 'DescribeConfigs'],
  ['topic:run-events', 'Describe', 'DescribeConfigs'],
  ['topic:run-dead-letters', 'Describe', 'DescribeConfigs'],
  ['topic:diagnoses', 'Describe', 'DescribeConfigs'],
  ['topic:run-deltas', 'Describe', 'DescribeConfigs'],
];
/** Who reads events and answers by commands, in a group of this name. */
const workerIn = (group: string): readonly Right[] => [
  ...TO_START,
  ['topic:run-events', 'Read'],
  ['topic:run-commands', 'Write'],
  [`group:${group}`, 'Read'],
  [`id:${group}-*`, 'Write'],
];

/** The least that each service has to have: docs/kafka.md says the same. */
export const RIGHTS = {
  topics: [['topic:*', 'Create', 'Describe', 'DescribeConfigs']],
  gateway: [
    ...TO_START,
    ['topic:run-commands', 'Write'],
    ['topic:run-events', 'Read'],
    ['topic:run-deltas', 'Read'],
    ['topic:diagnoses', 'Read'],
  ],
  orchestrator: [
    ...TO_START,
    ['topic:run-commands', 'Read', 'Write'],
    ['topic:run-events', 'Read', 'Write'],
    ['topic:run-dead-letters', 'Write'],
    ['group:orchestrator', 'Read'],
    ['id:orchestrator-*', 'Write'],
  ],
  'agent-worker': [...workerIn('agent-worker'), ['topic:run-deltas', 'Write']],
  projector: [
    ...TO_START,
    ['topic:run-events', 'Read'],
    ['topic:diagnoses', 'Read'],
    ['group:projector', 'Read'],
    ['group:diagnoses', 'Read'],
  ],
  classifier: [
    ...TO_START,
    ['topic:run-events', 'Read'],
    ['topic:diagnoses', 'Write'],
    ['group:classifier-*', 'Read'],
    ['id:classifier-*', 'Write'],
  ],
} as const satisfies Record<string, readonly Right[]>;
export type Role = keyof typeof RIGHTS;

/** A classifier that takes in what a collector writes to this topic needs these too. */
export const INTAKE_RIGHTS: readonly Right[] = [['topic:otlp_spans', 'DescribeConfigs', 'Read']];

/** kafkajs reads without positions by groups that vanish again. */
export const READER_RIGHTS: readonly Right[] = [['group:parley-test-reader-*', 'Read']];

/** Grants rights on names with this prefix. */
export interface Grant {
  readonly principal: string;
  readonly prefix: string;
  readonly rights: readonly Right[];
}

/** As somebody who may; it has taken effect where it was asked for when it resolves. */
export async function grant(brokers: string, { principal, prefix, rights }: Grant): Promise<void> {
  const admin = kafkaOf({ brokers: brokers.split(','), clientId: 'grants' }).admin();
  await admin.connect();
  const acl = rights.flatMap((right) => entriesOf(right, prefix, principal));
  await admin.createAcls({ acl });
  for (const entry of acl) await inEffect(admin, entry);
  await admin.disconnect();
}

/** A broker answers by the rights that it goes by itself; those that the controller has reach it a moment later. */
async function inEffect(admin: Admin, entry: AclEntry): Promise<void> {
  for (;;) {
    const { resources } = await admin.describeAcls(entry);
    if (resources.length > 0) return;
    await delay(LOOK_EVERY_MS);
  }
}

function entriesOf([resource, ...operations]: Right, prefix: string, principal: string): readonly AclEntry[] {
  const [kind = '', name = ''] = resource.split(':');
  const isPrefix = name.endsWith('*');
  return operations.map((operation) => ({
    resourceType: RESOURCES[kind as keyof typeof RESOURCES],
    resourceName: `${prefix}${isPrefix ? name.slice(0, -1) : name}`,
    resourcePatternType: isPrefix ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    principal,
    host: '*',
    operation: OPERATIONS[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));
}
