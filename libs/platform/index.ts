export { type AppSetup, type DescribedRoute } from './app-setup.js';
export { observeAsked } from './asked-metrics.js';
export { createApplication, listen } from './bootstrap.js';
export { ConfigError } from './config-error.js';
export { configFrom, LOG_LEVELS, type Config, type DefaultModel, type Environment, type LogLevel } from './config.js';
export { foreignHeaders, type ForeignHeader, type ForeignHeaderOf } from './foreign-requests.js';
export { type Health, type HealthReport, type Readiness } from './health.js';
export { InfrastructureModule, type InfrastructureOptions } from './infrastructure.module.js';
export type { RequestLimits, StreamLimits } from './limit-settings.js';
export { type Infrastructure } from './infrastructure.js';
export { openInfrastructure } from './open-infrastructure.js';
export { troubleLogger } from './log-trouble.js';
export { openStorage, type Storage } from './open-storage.js';
export { graceMsOf } from './process-settings.js';
export { JudgingModule } from './judging.module.js';
export { ReceivedTracesModule } from './received-traces.module.js';
export { runService, type ServiceSurroundings } from './run-service.js';
export { serve, type ServeOptions } from './serve.js';
export { Secret } from './secret.js';
export { spanContent } from './span-content.js';
export { timely } from './timely.js';
export { type StoreSettings } from './store-settings.js';
export { type Subscriptions } from './subscriptions.js';
export {
  ALONE,
  APP_SETUP,
  BLOBS,
  CLOCK,
  CONFIG,
  EVENT_LOG,
  HEALTH,
  JUDGING,
  METERS,
  MORE_PROVIDERS,
  OFFICES,
  REACHED,
  RUN_DELTAS,
  RECEIVED_TRACES,
  RUN_HISTORY,
  SERVICE,
  STORE,
  SUBSCRIPTIONS,
  TOOLS,
  TRACE_READING,
  type Clock,
  type Reached,
} from './tokens.js';
