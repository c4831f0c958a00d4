import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventSize } from './event-size.js';

const event = fc.record({ lines: fc.array(fc.stringMatching(/^data: [a-z]{0,40}$/), { minLength: 1, maxLength: 4 }) });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

/** As many lines as there are, each with its text and one end. */
const sizeOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

describe('EventSize', () => {
  it('is that of the largest event, in whichever line ends and pieces the stream comes', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), lineEnd, fc.integer({ min: 1, max: 50 }), (events, end, step) => {
        const stream = Buffer.from(events.map(({ lines }) => [...lines, '', ''].join(end)).join(''));
        const size = new EventSize();
        const seen = [0];
        for (let at = 0; at < stream.length; at += step) seen.push(size.add(stream.subarray(at, at + step)));
        expect(Math.max(...seen)).toBe(Math.max(...events.map(({ lines }) => sizeOf(lines))));
      }),
    );
  });
});
