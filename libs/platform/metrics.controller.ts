import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Meters } from '#telemetry';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { METERS } from './tokens.js';

/** For Prometheus: no part of the API. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METERS) private readonly meters: Meters) {}

  @Get()
  serve(@Req() request: IncomingMessage, @Res() response: ServerResponse): void {
    this.meters.serve(request, response);
  }
}
