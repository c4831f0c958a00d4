import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { terminalOn } from './terminal.js';

const stream = () => {
  const written: string[] = [];
  const through = new PassThrough({ encoding: 'utf8' }).on('data', (text: string) => written.push(text));
  return { written, stream: Object.assign(through, { fd: 1 }) as unknown as NodeJS.WriteStream };
};

describe('a terminal', () => {
  it('obeys nothing of what is noted: names of files, words of servers', () => {
    const [stdout, stderr] = [stream(), stream()];
    terminalOn(stdout.stream, stderr.stream, {}).note('passed over: \u001B]0;owned\u0007\u001B[2J.json\nnext line');
    expect(stderr.written).toEqual(['passed over: ␛]0;owned␇␛[2J.json\nnext line\n']);
    expect(stdout.written).toEqual([]);
  });

  it('is given results as they are, colours among them', () => {
    const [stdout, stderr] = [stream(), stream()];
    terminalOn(stdout.stream, stderr.stream, {}).print('\u001B[1mbold\u001B[22m');
    expect(stdout.written).toEqual(['\u001B[1mbold\u001B[22m\n']);
  });
});
