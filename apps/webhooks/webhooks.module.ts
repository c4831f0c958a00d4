import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog, Worker } from '#event-log';
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
import type { Notice } from './notice.js';
import { createVerdictNotifier, type VerdictNotice } from './verdict-notifier.js';

const SOURCES = Symbol('WEBHOOK_SOURCES');

/** Tells the webhooks of the configuration what people are asked, and what went wrong in runs; without them it does nothing. */
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
    const { approvalWebhook, diagnosisWebhook } = this.config;
    if (approvalWebhook !== undefined) {
      const { url, escalateMs } = approvalWebhook;
      const deliver = deliverTo<Notice>({ url, variable: 'PARLEY_APPROVAL_WEBHOOK' });
      await this.run('webhooks', createApprovalNotifier({ ...this.sources, deliver, escalateMs }));
    }
    if (diagnosisWebhook !== undefined) {
      const deliver = deliverTo<VerdictNotice>({ url: diagnosisWebhook, variable: 'PARLEY_DIAGNOSIS_WEBHOOK' });
      await this.run('verdict-webhooks', createVerdictNotifier(deliver));
    }
  }

  private run(name: string, worker: Worker): Promise<void> {
    return runService(name, () => this.log.work(worker), this.service);
  }
}
