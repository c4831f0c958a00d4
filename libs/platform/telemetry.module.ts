import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { EventLog } from '#event-log';
import { flushInstrumentation, logLibrariesTo, openMeters, type Meters } from '#telemetry';
import type { Config } from './config.js';
import { countRecords, observeLag } from './log-metrics.js';
import { MetricsController } from './metrics.controller.js';
import type { Subscriptions } from './subscriptions.js';
import { CONFIG, EVENT_LOG, METERS, SUBSCRIPTIONS } from './tokens.js';

/** Metrics of the process, and the last words of its telemetry. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [
    {
      provide: METERS,
      inject: [CONFIG],
      useFactory: ({ telemetry }: Config) => openMeters({ sends: telemetry.sendsMetrics }),
    },
  ],
  exports: [METERS],
})
export class TelemetryModule implements OnApplicationShutdown {
  constructor(
    @Inject(METERS) private readonly meters: Meters,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(SUBSCRIPTIONS) subscriptions: Subscriptions,
  ) {
    countRecords(meters, log);
    logTrouble();
    observeLag(meters, subscriptions);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.meters.close(), flushInstrumentation()]);
  }
}

function logTrouble(): void {
  const logger = new Logger('opentelemetry');
  logLibrariesTo({
    warn: (line) => {
      logger.warn(line);
    },
    error: (line) => {
      logger.error(line);
    },
  });
}
