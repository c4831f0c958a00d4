import { FailureModeSchema, MeasureSchema } from '#events';
import { z } from 'zod';

const count = z.int().min(0);

export const RateSchema = z.object({ value: z.number(), of: count, low: z.number(), high: z.number() }).meta({
  id: 'Rate',
  description: 'A share of so many runs, with its 95 percent interval: several runs of a task weigh what one does',
});

const absent = z.object({ reason: z.string() });
const interval = z.object({ low: z.number(), high: z.number() });

const EstimateSchema = z
  .union([absent, z.object({ value: z.number(), interval: z.union([interval, absent]) })])
  .meta({ id: 'Estimate', description: 'With its 95 percent interval, or the `reason` why there is none' });

const SuccessSchema = z
  .union([absent, z.object({ value: z.number(), interval, passed: count, graded: count })])
  .meta({ id: 'Success', description: 'S over tasks; `passed` of `graded` are runs' });

export const SetMetricsSchema = z
  .object({
    runs: count,
    finished: count,
    tasks: count,
    success: SuccessSchema,
    turns: MeasureSchema,
    turnsDeviation: MeasureSchema,
    density: MeasureSchema,
    tokensPerRun: MeasureSchema,
    microDollarsPerRun: MeasureSchema,
    tokensPerSuccess: MeasureSchema,
    microDollarsPerSuccess: MeasureSchema,
  })
  .meta({ id: 'SetMetrics', description: 'Means are over tasks: several runs of a task are averaged first' });

const PairedComparisonSchema = z
  .object({
    tasks: count,
    unpaired: count,
    firstBetter: count,
    secondBetter: count,
    equal: count,
    difference: EstimateSchema,
    pValue: MeasureSchema,
  })
  .meta({ id: 'PairedComparison', description: 'Task by task: the architecture first, single agents second' });

export const VersusBaselineSchema = z
  .object({
    sameTasks: z.boolean(),
    overheadPercent: EstimateSchema,
    efficiency: EstimateSchema,
    errorAmplification: EstimateSchema,
    regime: z.enum(['under', 'optimal', 'over', 'between']).optional(),
    tokenRatio: MeasureSchema,
    paired: PairedComparisonSchema,
  })
  .meta({ id: 'VersusBaseline', description: 'Beside single agents on the tasks that both have run' });

export const ModeRatesSchema = z
  .record(FailureModeSchema, RateSchema)
  .meta({ description: 'share of the runs whose diagnosis is this class, by evidence' });
