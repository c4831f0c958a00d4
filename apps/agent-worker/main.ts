import { serve } from '#platform';
import { AgentWorkerModule } from './agent-worker.module.js';

await serve(AgentWorkerModule);
