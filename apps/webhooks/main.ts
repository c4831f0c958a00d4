import { serve } from '#platform';
import { WebhooksModule } from './webhooks.module.js';

await serve(WebhooksModule);
