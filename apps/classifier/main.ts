import { serve } from '#platform';
import { ClassifierModule } from './classifier.module.js';

await serve(ClassifierModule);
