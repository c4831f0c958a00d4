import { Module } from '@nestjs/common';
import { OtlpModule } from './otlp/otlp.module.js';

/** What anybody's agents did, from the traces that they send. */
@Module({ imports: [OtlpModule] })
export class ClassifierModule {}
