import { Module } from '@nestjs/common';
import { GatewayModule } from '../gateway/gateway.module.js';
import { ProjectorModule } from '../projector/projector.module.js';

/** What there is to read in a data directory: no command is decided, no agent works, no webhook is called. */
@Module({ imports: [ProjectorModule, GatewayModule] })
export class ReadingModule {}
