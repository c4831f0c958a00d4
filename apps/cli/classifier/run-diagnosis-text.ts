import type { RunDiagnosis } from '../api/diagnosis.js';
import { figure, twoDecimals, whole } from '../rendering/comparison-figures.js';
import { indented } from '../rendering/fit.js';
import { marked } from '../rendering/marked.js';
import { count, counted, UNKNOWN } from '../rendering/numbers.js';
import { diagnosisText } from './diagnosis-text.js';

/** The diagnosis of one of our own runs, with what the run took. */
export const runDiagnosisText = (diagnosis: RunDiagnosis, width: number): string =>
  [
    diagnosisText(`${diagnosis.runId}${marked(diagnosis.rehearsed)}`, diagnosis, width),
    ...indented([...placeLine(diagnosis), factsLine(diagnosis), baselineLine(diagnosis)].join('\n'), width, '  '),
  ].join('\n');

function placeLine({ turnId, sequence, partial }: RunDiagnosis): readonly string[] {
  const place = turnId === undefined ? [] : [`turn ${turnId}, event ${sequence ?? 'unknown'}`];
  return partial ? [...place, 'the run goes on: all of this may change'] : place;
}

function factsLine({ facts }: RunDiagnosis): string {
  const { turns, messages, density, redundancy, tokens } = facts;
  const alike = 'value' in redundancy ? `${twoDecimals(redundancy.value)} (${redundancy.method})` : redundancy.reason;
  return `${counted(turns, 'turn')}, ${counted(messages, 'message')}, density ${figure(density, twoDecimals)}, redundancy: ${alike}, ${figure(tokens, count, UNKNOWN)} tokens`;
}

function baselineLine({ baseline, architecture }: RunDiagnosis): string {
  if (architecture === 'single') return 'a single agent: it is a baseline, and has none';
  if (baseline === 'none')
    return 'no baseline: no single agent of its models has finished this task here (parley baseline)';
  const { overheadPercent, regime, runIds, kind } = baseline;
  const tasks = kind === 'paired' ? 'this task' : 'other tasks of its family';
  const what = 'value' in overheadPercent ? `${whole(overheadPercent.value)}%` : overheadPercent.reason;
  return `overhead: ${what}${regime === undefined ? '' : ` (${regime})`}, against ${counted(runIds.length, 'single-agent run')} of ${tasks}`;
}
