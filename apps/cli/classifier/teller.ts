import type { JudgedRun } from '#diagnosis';
import type { Diagnosis } from '#taxonomy';
import type { JudgeOptions } from '../options/judge-options.js';
import type { Session } from '../session.js';

/** A diagnosed run, for one who tells it. */
export interface DiagnosedRun {
  readonly id: string;
  readonly diagnosis: Diagnosis;
  /** For people. */
  readonly text: string;
  /** With its words; asked for where a judge is to read them. */
  readonly run: () => Promise<JudgedRun>;
}

export interface TellingOptions extends JudgeOptions {
  readonly json?: true;
}

/** Prints diagnoses as the options say: alone, or beside what a judge makes of the run. The judge is loaded for that alone. */
export async function tellerOf(
  session: Session,
  { judge, json, ...options }: TellingOptions,
): Promise<(diagnosed: DiagnosedRun) => Promise<void> | void> {
  const { print, width } = session.terminal;
  if (judge === undefined) {
    return ({ id, diagnosis, text }) => {
      print(json === true ? JSON.stringify({ id, ...diagnosis }) : text);
    };
  }
  const [{ judgeOf }, { judgedDiagnosis }, { judgedDiagnosisText }] = await Promise.all([
    import('../judge/judge-settings.js'),
    import('../judge/judged-diagnosis.js'),
    import('../judge/judged-diagnosis-text.js'),
  ]);
  const ask = judgeOf({ judge, ...options }, session);
  return async ({ id, diagnosis, text, run }) => {
    const judged = await judgedDiagnosis(id, { run: await run(), diagnosis }, ask);
    print(json === true ? JSON.stringify(judged) : judgedDiagnosisText(judged, text, width));
  };
}
