import { diagnose } from '#taxonomy';
import { transcriptTrajectory, type Trajectory } from '#trajectory';
import { failedRuns, faultlessTeams, SHAPES } from '../classifier/simulated/simulate.js';
import { round } from './clock.js';

const MESSAGES = 10;
const EACH = 40;
const ROUNDS = 3;
const SEED = 5_000_000;

/** Diagnoses of transcripts of ten messages: half with a fault and known to have failed, half without, of all shapes of teams. */
export function measureClassify(): Promise<Record<string, unknown>> {
  const trajectories = SHAPES.flatMap((shape) => [
    ...failedRuns(shape, EACH, SEED).map(({ history }) => trajectoryOf(history, 'failed')),
    ...faultlessTeams(shape, EACH, SEED).map(({ history }) => trajectoryOf(history, 'completed')),
  ]);
  for (const trajectory of trajectories) diagnose(trajectory);
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let count = 0; count < ROUNDS; count++) for (const trajectory of trajectories) diagnose(trajectory);
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const diagnosed = ROUNDS * trajectories.length;
  return Promise.resolve({
    workload: 'classify',
    trajectories: diagnosed,
    messages: MESSAGES,
    trajectories_s: round(diagnosed / seconds, 0),
    trajectories_cpu_s: round(diagnosed / ((user + system) / 1e6), 0),
    rss_mb: round(process.memoryUsage().rss / 1e6, 0),
  });
}

/** Shorter runs begin again, so that each has as many messages. */
function trajectoryOf(history: readonly unknown[], status: Trajectory['status']): Trajectory {
  const messages = Array.from({ length: MESSAGES }, (_, at) => history[at % history.length]);
  const trajectory = transcriptTrajectory({ history: messages }, 'bench');
  if (trajectory === undefined) throw new Error('a simulated run has no messages');
  return { ...trajectory, status };
}
