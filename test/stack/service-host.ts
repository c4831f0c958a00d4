// One service as a process, with test tools and a scripted model: service-host.ts <service>.
import type { Type } from '@nestjs/common';
import { serve } from '#platform';
import { effectTools } from '#tools/testing';
import type { ServiceKind } from '../../apps/cli/stack/service-kinds.js';
import { effectsProvider } from '../fault/effects-provider.js';

/** A process loads its own service and no other, as the real ones do. */
const MODULES: Readonly<Record<ServiceKind, () => Promise<Type>>> = {
  gateway: async () => (await import('../../apps/gateway/gateway.module.js')).GatewayModule,
  orchestrator: async () => (await import('../../apps/orchestrator/orchestrator.module.js')).OrchestratorModule,
  'agent-worker': async () => (await import('../../apps/agent-worker/agent-worker.module.js')).AgentWorkerModule,
  projector: async () => (await import('../../apps/projector/projector.module.js')).ProjectorModule,
  grader: async () => (await import('../../apps/grader/grader.module.js')).GraderModule,
  classifier: async () => (await import('../../apps/classifier/classifier.module.js')).ClassifierModule,
  webhooks: async () => (await import('../../apps/webhooks/webhooks.module.js')).WebhooksModule,
};

await serve(await MODULES[process.argv[2] as keyof typeof MODULES](), {
  tools: effectTools(process.env['PARLEY_EFFECTS'] ?? ''),
  providers: [effectsProvider()],
});
