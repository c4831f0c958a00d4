import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '#platform';
import { AgentWorkerModule } from '../agent-worker/agent-worker.module.js';
import { ClassifierModule } from '../classifier/classifier.module.js';
import { GatewayModule } from '../gateway/gateway.module.js';
import { GraderModule } from '../grader/grader.module.js';
import { OrchestratorModule } from '../orchestrator/orchestrator.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { withdraw } from './server-file.js';

/** Every service in one process, on the embedded log that this process owns. */
@Module({
  imports: [
    OrchestratorModule,
    ProjectorModule,
    AgentWorkerModule,
    GraderModule,
    WebhooksModule,
    ClassifierModule,
    GatewayModule,
  ],
})
export class LocalModule implements BeforeApplicationShutdown {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** While the directory is still owned: the next owner's file is never taken for one's own. */
  beforeApplicationShutdown(): void {
    withdraw(this.config.data);
  }
}
