import { happening, painted, speech } from './lines.js';
import { started } from './start-tale.js';
import type { Tale, Tales } from './tale.js';

const completed: Tale<'RunCompleted'> = ({ data }, told, telling) => {
  const because = {
    answered: '',
    budget_exhausted: ` (best so far: the budget of ${data.budget ?? 'the run'} is exhausted)`,
    member_lost: ' (a member of the team was lost)',
  }[data.because];
  return data.answers.flatMap(({ agentId, part }) =>
    speech(`answer of ${agentId}${because}`, told.spoken.textOf(part), telling),
  );
};

const failed: Tale<'RunFailed'> = ({ data }, _told, telling) =>
  painted('red', happening(`run failed: ${data.code}, ${data.message}`, telling), telling);

const cancelled: Tale<'RunCancelled'> = ({ data }, _told, telling) =>
  painted('yellow', happening(`run cancelled${reasonTold(data.reason)}`, telling), telling);

const paused: Tale<'RunPaused'> = ({ runId, data }, _told, telling) =>
  painted('yellow', happening(`run paused${reasonTold(data.reason)}; parley resume ${runId}`, telling), telling);

const resumed: Tale<'RunResumed'> = (_event, _told, telling) => happening('run resumed', telling);

const reasonTold = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);

const graded: Tale<'RunGraded'> = ({ data }, _told, telling) => {
  const { passed, anyPassed, perAnswer } = data;
  const some = !passed && anyPassed ? ', though one of the answers is right' : '';
  const details = perAnswer.map(({ detail }) => detail).join('; ');
  const line = `graded: ${passed ? 'passed' : 'wrong'}${some}${details === '' ? '' : ` (${details})`}`;
  return painted(passed ? 'green' : 'red', happening(line, telling), telling);
};

const rejected: Tale<'CommandRejected'> = ({ data }, _told, telling) =>
  painted('yellow', happening(`${data.command} was refused: ${data.code}, ${data.message}`, telling), telling);

export const LIFE_TALES: Tales<
  | 'RunStarted'
  | 'RunPaused'
  | 'RunResumed'
  | 'RunCompleted'
  | 'RunFailed'
  | 'RunCancelled'
  | 'RunGraded'
  | 'CommandRejected'
> = {
  RunStarted: started,
  RunPaused: paused,
  RunResumed: resumed,
  RunCompleted: completed,
  RunFailed: failed,
  RunCancelled: cancelled,
  RunGraded: graded,
  CommandRejected: rejected,
};
