import { serve } from '#platform';
import { GraderModule } from './grader.module.js';

await serve(GraderModule);
