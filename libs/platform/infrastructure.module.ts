import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import type { Provider as ModelProvider } from '#llm';
import type { OfficeSandbox } from '#tasks';
import type { Tool, ToolCatalogue } from '#tools';
import { appSetup } from './app-setup.js';
import type { Config } from './config.js';
import { HealthController } from './health.controller.js';
import { healthRegistry, type Health } from './health.js';
import type { Infrastructure } from './infrastructure.js';
import { openInfrastructure } from './open-infrastructure.js';
import { openTools } from './open-tools.js';
import type { ServiceSurroundings } from './run-service.js';
import { subscriptionRegistry, type Subscriptions } from './subscriptions.js';
import { TelemetryModule } from './telemetry.module.js';
import {
  ALONE,
  APP_SETUP,
  BLOBS,
  CLOCK,
  CONFIG,
  EVENT_LOG,
  HEALTH,
  MORE_PROVIDERS,
  OFFICES,
  OPEN_TRACES,
  REACHED,
  RUN_DELTAS,
  RUN_HISTORY,
  SERVICE,
  STORE,
  SUBSCRIPTIONS,
  THREAD_ARGUMENTS,
  TOOLS,
  type Clock,
  type Reached,
} from './tokens.js';

const INFRASTRUCTURE = Symbol('INFRASTRUCTURE');

const part = (token: symbol, name: keyof Infrastructure): Provider => ({
  provide: token,
  inject: [INFRASTRUCTURE],
  useFactory: (infrastructure: Infrastructure) => infrastructure[name],
});
const clock: Clock = () => Date.now();

/** What a test replaces or adds; `reached` hears of the named points of the services' work. */
export interface InfrastructureOptions {
  readonly open?: ((config: Config, reached: Reached) => Promise<Infrastructure>) | undefined;
  readonly reached?: Reached | undefined;
  /** Beside those that every installation has. */
  readonly tools?: readonly Tool[] | undefined;
  readonly providers?: readonly ModelProvider[] | undefined;
  /** Options of Node for threads, if not those of the process. */
  readonly threadArguments?: readonly string[] | undefined;
}
const EXPORTED = [
  ALONE,
  CONFIG,
  CLOCK,
  HEALTH,
  SUBSCRIPTIONS,
  APP_SETUP,
  SERVICE,
  REACHED,
  TOOLS,
  MORE_PROVIDERS,
  THREAD_ARGUMENTS,
  OFFICES,
  OPEN_TRACES,
  EVENT_LOG,
  RUN_HISTORY,
  RUN_DELTAS,
  BLOBS,
  STORE,
];
const nowhere: Reached = () => undefined;

const replaceable = (
  config: Config,
  { tools = [], providers = [], threadArguments }: InfrastructureOptions,
): readonly Provider[] => [
  // Servers are started once the directory is known to be ours.
  { provide: TOOLS, inject: [OFFICES], useFactory: (offices: OfficeSandbox) => openTools(config, offices, tools) },
  { provide: MORE_PROVIDERS, useValue: providers },
  { provide: THREAD_ARGUMENTS, useValue: threadArguments },
];

/**
 * What every service of a process shares. On shutdown it is not ready any more and the subscriptions close first, while HTTP
 * requests still end normally; then the tools close, log and store last.
 */
@Module({})
export class InfrastructureModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(INFRASTRUCTURE) private readonly infrastructure: Infrastructure,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
    @Inject(TOOLS) private readonly tools: ToolCatalogue,
  ) {
    service.health.contribute('log', async () => {
      await infrastructure.log.endOf('run-commands', 0);
    });
    service.health.contribute('store', async () => {
      await infrastructure.store.positionOf('readiness', 0);
    });
  }

  static forConfig(config: Config, options: InfrastructureOptions = {}): DynamicModule {
    const { open = openInfrastructure, reached = nowhere } = options;
    const shared: Provider[] = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: clock },
      { provide: HEALTH, useFactory: healthRegistry },
      { provide: SUBSCRIPTIONS, useFactory: subscriptionRegistry },
      { provide: APP_SETUP, useFactory: appSetup },
      { provide: REACHED, useValue: reached },
      ...replaceable(config, options),
      {
        provide: SERVICE,
        inject: [SUBSCRIPTIONS, HEALTH],
        useFactory: (subscriptions: Subscriptions, health: Health) => ({ subscriptions, health }),
      },
      part(EVENT_LOG, 'log'),
      part(ALONE, 'alone'),
      part(RUN_HISTORY, 'history'),
      part(RUN_DELTAS, 'deltas'),
      part(BLOBS, 'blobs'),
      part(STORE, 'store'),
      part(OFFICES, 'offices'),
      part(OPEN_TRACES, 'openTraces'),
    ];
    return {
      module: InfrastructureModule,
      global: true,
      imports: [TelemetryModule],
      providers: [{ provide: INFRASTRUCTURE, useFactory: () => open(config, reached) }, ...shared],
      controllers: [HealthController],
      exports: EXPORTED,
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.service.health.contribute('process', () => {
      throw new Error('is ending');
    });
    await this.service.subscriptions.closeAll();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tools.close();
    const { log, offices, store } = this.infrastructure;
    await log.close();
    await offices.close();
    await store.close();
  }
}
