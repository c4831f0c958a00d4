import { readFileSync } from 'node:fs';

const TICK_US = 10_000;

/** CPU time that a process has used, in microseconds; NaN where the system has no /proc. */
export function cpuOf(pid: number): number {
  try {
    // Behind the name in brackets, which may hold anything: state, then numbers, of which the 11th and 12th are these.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_US;
  } catch {
    return NaN;
  }
}
