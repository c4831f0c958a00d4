import type { RunEvent } from '#events';
import type { Terminal } from '../terminal.js';
import { oneLine } from './fit.js';
import { moment } from './numbers.js';

const SEQUENCE_WIDTH = 5;
const TYPE_WIDTH = 18;

/** Sequence, time, type and the beginning of the data. */
export function eventLine({ sequence, time, type, data }: RunEvent, { paint, width }: Terminal): string {
  const head = `${String(sequence).padStart(SEQUENCE_WIDTH)}  ${moment(time)}  `;
  const room = Math.max(width - head.length - TYPE_WIDTH - 2, 20);
  return `${head}${paint('cyan', type.padEnd(TYPE_WIDTH))}  ${oneLine(JSON.stringify(data), room)}`;
}
