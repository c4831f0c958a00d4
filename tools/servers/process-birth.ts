import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const START_FIELD = 19;

/**
 * When the process of this id began, in whatever unit the system has; undefined when there is none. Ids are given again, so
 * only both together name a process.
 */
export function birthOf(pid: number): string | undefined {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** proc_pid_stat(5): after the name in brackets come the state and, 20th from there, the start in clock ticks since boot. */
function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[START_FIELD];
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
