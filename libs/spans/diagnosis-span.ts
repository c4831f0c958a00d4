import type { RunDiagnosis } from '#events';
import { known } from './attributes.js';
import { UNSET, type SpanData } from './span-data.js';
import { runSpanId, spanIdOf } from './span-ids.js';

/**
 * The verdict where the run's trace is looked at: under the span that is at fault. Undefined where the run has no trace.
 * None of the run's words stand on it.
 */
export function diagnosisSpan({
  runId,
  time,
  data,
}: Pick<RunDiagnosis, 'runId' | 'time' | 'data'>): SpanData | undefined {
  const { trace, place, version, upTo, label, confidence } = data;
  if (trace === undefined) return undefined;
  return {
    traceId: trace.traceId,
    spanId: spanIdOf(runId, 'diagnosis', version, upTo),
    parentSpanId: place?.spanId ?? runSpanId(runId),
    name: 'classify',
    kind: 'internal',
    startMs: time,
    endMs: time,
    attributes: known([
      {
        'gen_ai.evaluation.name': 'parley.failure',
        'gen_ai.evaluation.score.value': confidence,
        'gen_ai.evaluation.score.label': label,
        'parley.span': 'diagnosis',
        'parley.run.id': runId,
        'parley.agent.id': data.agent,
        'parley.turn.id': place?.turnId,
        'parley.failure.mode': label,
        'parley.failure.confidence': confidence,
        'parley.failure.guessed': data.guessed,
        'parley.failure.step': place?.step,
        'parley.classifier.version': version,
      },
    ]),
    links: [],
    status: UNSET,
  };
}
