import { FailureModeSchema, RunDiagnosedSchema } from '#events';
import { z } from 'zod';
import { ModeRatesSchema, RateSchema, SetMetricsSchema, VersusBaselineSchema } from './figures-schema.js';

const count = z.int().min(0);
const service = z.string().optional().meta({ description: '`service.name` of runs of others, where it is known' });
const place = { sequence: z.int().optional(), traceId: z.string().optional(), spanId: z.string().optional() };

const ScopeSchema = z
  .object({
    family: z.string().optional(),
    architecture: z.string().optional(),
    comparison: z.string().optional(),
    received: z.literal(true).optional(),
    service: z.string().optional(),
    since: z.number().optional(),
  })
  .meta({ id: 'ReportScope' });

const ReceivedTallySchema = z
  .object({
    traces: count,
    collecting: count.meta({ description: 'more of their spans may come: they are not in the report' }),
    withoutRun: count.meta({ description: 'no agent, model or tool works in them' }),
    gone: count.meta({ description: 'they had to make room for others while they were reported' }),
    services: count,
    withoutContent: count.meta({ description: 'runs without words of models or tools' }),
    endUnknown: count.meta({ description: 'runs whose root span was not received' }),
  })
  .meta({ id: 'ReceivedTally', description: 'How much of what others sent is in the report' });

const GroupSchema = z
  .object({
    architecture: z.string(),
    rehearsed: z.boolean(),
    received: z
      .object({ service, errors: RateSchema.optional(), content: RateSchema })
      .optional()
      .meta({ description: 'of runs of others: shares that ended in an error, and that have content' }),
    metrics: SetMetricsSchema,
    modes: ModeRatesSchema,
    coverage: RateSchema.optional().meta({ description: 'share of the failed runs with a cause by evidence' }),
    redundancy: RunDiagnosedSchema.shape.facts.shape.redundancy,
    versusBaseline: VersusBaselineSchema.optional(),
    shared: SetMetricsSchema.optional().meta({ description: 'its runs on the tasks of `versusBaseline` alone' }),
  })
  .meta({ id: 'ReportGroup', description: 'Runs of one architecture, and of others of one service' });

const CauseSchema = z
  .object({
    service,
    architecture: z.string(),
    agent: z.string(),
    mode: FailureModeSchema,
    supported: count.meta({ description: 'runs, by evidence' }),
    guessed: count.meta({ description: 'runs, by signs alone' }),
  })
  .meta({ id: 'Cause' });

const CaseSchema = z
  .object({
    runId: z.string(),
    service,
    rehearsed: z.boolean(),
    architecture: z.string(),
    outcome: z.string(),
    mode: FailureModeSchema,
    agent: z.string(),
    step: z.int(),
    turnId: z.string().optional(),
    ...place,
    confidence: z.number(),
    quotes: z.array(
      z.object({ agent: z.string().optional(), isShown: z.boolean(), step: z.int(), ...place, quote: z.string() }),
    ),
  })
  .meta({ id: 'EvidenceCase', description: 'A diagnosis that rests on evidence' });

/** Answer to `GET /v1/reports/failures`. */
export const FailureReportSchema = z
  .object({
    scope: ScopeSchema,
    classifier: z.array(z.string()).meta({ description: 'versions that judged' }),
    runs: count,
    rehearsedRuns: count,
    failedRuns: count,
    abstained: count.meta({ description: 'failed runs of whose cause nothing is shown by evidence' }),
    faultsInPassed: count,
    received: ReceivedTallySchema.optional(),
    gone: count
      .optional()
      .meta({ description: 'runs in no figure: they were pruned while they were reported, or are damaged' }),
    cut: z.string().optional().meta({ description: 'why older runs in scope are missing' }),
    groups: z.array(GroupSchema),
    causes: z.array(CauseSchema),
    cases: z.array(CaseSchema),
  })
  .meta({ id: 'FailureReport' });
