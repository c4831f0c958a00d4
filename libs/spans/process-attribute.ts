/** On the resource of what a process of Parley's does itself, as against what its runs do. */
export const PROCESS_ATTRIBUTE = 'parley.process';
