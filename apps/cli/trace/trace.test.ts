import { describe, expect, it } from '@jest/globals';
import { otlpJsonOf, spansOf, waterfallOf, type TraceSource } from '#spans';
import { stagedRun, troubledRun, troubledRuns } from '#spans/testing';
import fc from 'fast-check';
import { plain } from '../terminal.js';
import { barOf } from './bar.js';
import { lanePlan } from './lanes.js';
import { OtlpTraceSchema } from './otlp-trace.js';
import { pageData } from './page-data.js';
import { tracePage } from './trace-page.js';
import { waterfallText } from './waterfall-text.js';

const source: TraceSource = { resource: { 'service.name': 'parley' }, scope: { name: 'parley' } };
const ARCHITECTURES = ['single', 'independent', 'centralized', 'decentralized', 'hybrid'];

describe('a trace over HTTP', () => {
  it.each(ARCHITECTURES)('of %s is read as it was written', (name) => {
    const spans = spansOf(stagedRun(name));
    const sent: unknown = JSON.parse(JSON.stringify(otlpJsonOf(spans, source)));
    expect(OtlpTraceSchema.parse(sent)).toEqual({ source, spans });
  });
});

describe('the waterfall in a terminal', () => {
  const text = (width: number) => waterfallText(waterfallOf(spansOf(troubledRun())), { width, paint: plain });

  it.each([80, 100, 200])('fits %d columns', (width) => {
    for (const line of text(width)) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('marks messages, and draws a call that took no time as a call', () => {
    const waterfall = waterfallOf(spansOf(stagedRun('hybrid')));
    const drawn = (subject: string) => {
      const row = waterfall.rows.find((one) => one.subject === subject)!;
      return barOf({ ...row, durationMs: 0, waitMs: 0 }, waterfall, 40).trim();
    };
    expect([drawn('message'), drawn('tool_call'), drawn('model_call')]).toEqual(['◆', '█', '█']);
  });

  it('shows errors, waits and what was spent', () => {
    expect(text(100).join('\n')).toMatchInlineSnapshot(`
     "span                                                                        time     in/out     cost
     single                      █████████████████████████████████████████     40.0 s
       solo                      █████████████████████████████████████████     40.0 s
         chat model ✗ overloaded ██                                            500 ms       10/5  $0.0000
         backoff                   ░                                           520 ms
         chat model                ░░███                                        2.0 s       10/5  $0.0000
         await approval                 ░░░░░░░░░░░░░░░░░░░░░░░░               23.0 s
         once-tool() ✗ error                                        ██          1.0 s
         chat model                                                   ████      3.0 s
         chat model                                                    ████     3.0 s       10/5  $0.0000
       paused                              ░░░░░░░░░░░                         10.0 s"
    `);
  });
});

describe('the lanes of a page', () => {
  it('have a place for every span, and no two in the same', () => {
    fc.assert(
      fc.property(troubledRuns, (events) => {
        const waterfall = waterfallOf(spansOf(events));
        const { places, lanes } = lanePlan(waterfall);
        const placed = waterfall.rows.map((row) => ({ ...row, ...places.get(row.spanId)! }));
        expect(placed.every(({ lane, level }) => level < lanes[lane]!.levels)).toBe(true);
        for (const one of placed) {
          const beside = placed.filter(
            (other) => other !== one && other.lane === one.lane && other.level === one.level,
          );
          for (const other of beside) {
            const apart =
              one.offsetMs + one.durationMs <= other.offsetMs || other.offsetMs + other.durationMs <= one.offsetMs;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('put children below their parents', () => {
    const spans = spansOf(stagedRun('centralized'));
    const { places } = lanePlan(waterfallOf(spans));
    for (const { spanId, parentSpanId = '' } of spans) {
      const [own, above] = [places.get(spanId)!, places.get(parentSpanId)];
      if (above?.lane === own.lane) expect(own.level).toBeGreaterThan(above.level);
    }
  });
});

describe('the page of a trace', () => {
  const spans = spansOf(stagedRun('hybrid'));

  it('is one file that asks nobody for anything', () => {
    const page = tracePage(pageData('run', spans));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\b(src|href)=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(page.match(/"id":"[0-9a-f]{16}"/g)).toHaveLength(spans.length);
  });

  it('runs nothing that a model or a user has said', () => {
    const [span] = spans;
    const attack = '</script><script>alert(1)</script>';
    const evil = { ...span!, name: attack, attributes: { ...span!.attributes, 'gen_ai.agent.name': attack } };
    const page = tracePage(pageData(attack, [evil]));
    expect(page).not.toContain('<script>alert');
  });
});
