/** Services that are processes of their own, in the order in which they are started; they end the other way round. */
export const SERVICE_KINDS = [
  'projector',
  'orchestrator',
  'agent-worker',
  'grader',
  'webhooks',
  'classifier',
  'gateway',
] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export type ServiceCounts = Readonly<Record<ServiceKind, number>>;

/** `gateway-1`, `gateway-2`: names of so many of a kind. */
export const namesOf = (kind: ServiceKind, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${index + 1}`);
