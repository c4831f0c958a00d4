import { ROOT_CONTEXT } from '@opentelemetry/api';
import { SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';

/** Values of OTEL_TRACES_SAMPLER. */
export const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** `ratio`, from 0 to 1, is of the runs that nothing else decides. */
export interface SamplerSettings {
  readonly name: (typeof SAMPLERS)[number];
  readonly ratio: number;
}

/** Whether a run's trace is wanted; `parentSampled` is what the client's own trace says, if it has one. */
export type RunSampler = (traceId: string, parentSampled?: boolean) => boolean;

/** Decides as the samplers of OpenTelemetry do, so that spans of any origin are there together or not at all. */
export function runSampler({ name, ratio }: SamplerSettings): RunSampler {
  const parentBased = name.startsWith('parentbased_');
  const byRatio = new TraceIdRatioBasedSampler(shareOf(name, ratio));
  return (traceId, parentSampled) =>
    parentBased && parentSampled !== undefined
      ? parentSampled
      : byRatio.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED;
}

function shareOf(name: SamplerSettings['name'], ratio: number): number {
  if (name.endsWith('always_on')) return 1;
  return name.endsWith('always_off') ? 0 : ratio;
}
