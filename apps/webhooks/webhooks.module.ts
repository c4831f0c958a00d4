import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog } from '#event-log';
import type { RunHistory } from '#events';
import {
  CLOCK,
  CONFIG,
  EVENT_LOG,
  RUN_HISTORY,
  runService,
  SERVICE,
  type Clock,
  type Config,
  type ServiceSurroundings,
} from '#platform';
import { createApprovalNotifier, type NotifierDependencies } from './approval-notifier.js';
import { deliverTo } from './deliver.js';

const SOURCES = Symbol('WEBHOOK_SOURCES');

/** Tells the webhook of the configuration what people are asked; without one it does nothing. */
@Module({
  providers: [
    {
      provide: SOURCES,
      inject: [RUN_HISTORY, CLOCK],
      useFactory: (history: RunHistory, now: Clock) => ({ history, now }),
    },
  ],
})
export class WebhooksModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SOURCES) private readonly sources: Pick<NotifierDependencies, 'history' | 'now'>,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { approvalWebhook } = this.config;
    if (approvalWebhook === undefined) return;
    const { url, escalateMs } = approvalWebhook;
    const notifier = createApprovalNotifier({ ...this.sources, deliver: deliverTo(url), escalateMs });
    await runService('webhooks', () => this.log.work(notifier), this.service);
  }
}
