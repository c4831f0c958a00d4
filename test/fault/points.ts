/** Named points of one process's work, with how often each is reached in a small trial at least. */
export const KILL_POINTS: Readonly<Record<string, number>> = {
  'gateway:published': 5,
  'orchestrator:decided': 20,
  'orchestrator:committed': 20,
  'worker:model-answered': 15,
  'worker:call-started': 4,
  'worker:call-made': 4,
  'projector:before-apply': 8,
  'projector:applied': 8,
  'before-commit': 40,
  'in-transaction': 40,
  'after-commit': 40,
  'before-deliver': 40,
};

/** Those of a single service, whose subscription can end there without its process. */
export const DROP_POINTS: Readonly<Record<string, number>> = {
  'orchestrator:decided': 20,
  'orchestrator:committed': 20,
  'worker:model-answered': 30,
  'worker:call-started': 8,
  'worker:call-made': 8,
  'projector:before-apply': 8,
  'projector:applied': 8,
};
