import { oneLine } from '../rendering/fit.js';
import { happening, speech } from './lines.js';
import { shown } from './spoken.js';
import type { Tale, Tales } from './tale.js';

const TASK_SHOWN = 600;

const started: Tale<'RunStarted'> = ({ runId, data }, _told, { paint, width, brief }) => {
  const { system } = data;
  const models = [...new Set(system.agents.map(({ model }) => `${model.provider}/${model.model}`))];
  const ref = data.taskRef;
  const task = ref === undefined ? '' : ` (${ref.family}, seed ${ref.seed}, index ${ref.index})`;
  return [
    paint('bold', `run ${runId}${data.rehearsed ? ' (rehearsed)' : ''}`),
    `  ${system.architecture}: ${system.agents.map(({ agentId }) => agentId).join(', ')} on ${models.join(', ')}`,
    `  task${task}: ${oneLine(shown(data.brief.input), brief ? width : TASK_SHOWN)}`,
  ];
};

const completed: Tale<'RunCompleted'> = ({ data }, told, telling) => {
  const because = {
    answered: '',
    budget_exhausted: ` (best so far: the budget of ${data.budget ?? 'the run'} is exhausted)`,
    member_lost: ' (a member of the team was lost)',
  }[data.because];
  return data.answers.flatMap(({ agentId, part }) =>
    speech(`answer of ${agentId}${because}:`, told.spoken.textOf(part), telling),
  );
};

const failed: Tale<'RunFailed'> = ({ data }, _told, telling) => [
  telling.paint('red', happening(`run failed: ${data.code}, ${data.message}`, telling)),
];

const cancelled: Tale<'RunCancelled'> = ({ data }, _told, telling) => [
  telling.paint('yellow', happening(`run cancelled${reasonTold(data.reason)}`, telling)),
];

const paused: Tale<'RunPaused'> = ({ runId, data }, _told, telling) => [
  telling.paint('yellow', happening(`run paused${reasonTold(data.reason)}; parley resume ${runId}`, telling)),
];

const resumed: Tale<'RunResumed'> = (_event, _told, telling) => [happening('run resumed', telling)];

const reasonTold = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`);

const graded: Tale<'RunGraded'> = ({ data }, _told, telling) => {
  const verdict = data.passed ? telling.paint('green', 'passed') : telling.paint('red', 'wrong');
  const some = !data.passed && data.anyPassed ? ', though one of the answers is right' : '';
  const details = data.perAnswer.map(({ detail }) => detail).join('; ');
  return [`  graded: ${verdict}${some}${details === '' ? '' : ` (${oneLine(details, telling.width)})`}`];
};

const rejected: Tale<'CommandRejected'> = ({ data }, _told, telling) => [
  telling.paint('yellow', happening(`${data.command} was refused: ${data.code}, ${data.message}`, telling)),
];

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
