import { serve } from '#platform';
import { GatewayModule } from './gateway.module.js';

await serve(GatewayModule);
