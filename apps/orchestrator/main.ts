import { serve } from '#platform';
import { OrchestratorModule } from './orchestrator.module.js';

await serve(OrchestratorModule);
