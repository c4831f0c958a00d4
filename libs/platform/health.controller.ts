import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Health, HealthReport } from './health.js';
import { HEALTH } from './tokens.js';

const AliveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });
const ReadySchema = z
  .object({
    ready: z.boolean(),
    checks: z.record(z.string(), z.string()).meta({ description: 'by part: `ok`, or why not' }),
  })
  .meta({ id: 'Ready' });

const UNAVAILABLE = 503;

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get('healthz')
  @ApiOperation({ summary: 'Whether the process lives', operationId: 'alive' })
  @ApiResponse({ status: 200, description: 'It does', standardSchema: AliveSchema })
  alive(): z.infer<typeof AliveSchema> {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Whether every part can work', operationId: 'ready' })
  @ApiResponse({ status: 200, description: 'Every part can', standardSchema: ReadySchema })
  @ApiResponse({ status: 503, description: 'Some part cannot', standardSchema: ReadySchema })
  async ready(@Res({ passthrough: true }) response: ServerResponse): Promise<HealthReport> {
    const report = await this.health.report();
    if (!report.ready) response.statusCode = UNAVAILABLE;
    return report;
  }
}
