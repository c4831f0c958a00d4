import { Module } from '@nestjs/common';
import { DiagnosingModule } from './diagnosing/diagnosing.module.js';
import { OtlpModule } from './otlp/otlp.module.js';

/** What went wrong in runs that have ended, and what anybody's agents did, from the traces that they send. */
@Module({ imports: [DiagnosingModule, OtlpModule] })
export class ClassifierModule {}
