import { serve } from '#platform';
import { ProjectorModule } from './projector.module.js';

await serve(ProjectorModule);
