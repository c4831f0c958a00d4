import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { failureReport, type FailureReport } from '#reports';
import type { ServerResponse } from 'node:http';
import { Documented } from '../openapi/documented.decorator.js';
import { RUNS_IN_REPORT } from '../tokens.js';
import { FailureReportSchema } from './failure-report-schema.js';
import { FailuresQuerySchema, scopeOf, type FailuresQuery } from './failures-query.js';
import type { RunsInReport } from './runs-in-report.js';

@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(@Inject(RUNS_IN_REPORT) private readonly runsInReport: RunsInReport) {}

  @Get('failures')
  @Documented({
    id: 'reportFailures',
    summary: 'What goes wrong in finished runs, who causes it, and what the teamwork costs',
    description:
      'The object that `parley report --json` prints of the same runs: those that have completed or failed, or with `received=true` those of other frameworks. docs/reports.md describes it. A run without a kept verdict is judged when it is asked for, so the first report of many such runs takes long; it stops when the client goes.',
    answer: { description: 'The report', schema: FailureReportSchema },
    problems: [404, 500, 503],
  })
  async failures(
    @Query({ schema: FailuresQuerySchema }) query: FailuresQuery,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<FailureReport> {
    const scope = scopeOf(query);
    return failureReport(scope, await this.runsInReport({ scope, limit: query.limit, gone: goneWith(response) }));
  }
}

function goneWith(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}
