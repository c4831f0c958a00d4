import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../otlp/span.js';
import { forestOf, NONE } from './forest.js';

const spanOf = (id: number, parent: number | undefined, startMs: number): Span => ({
  traceId: 't',
  spanId: String(id),
  ...(parent !== undefined && { parentId: String(parent) }),
  name: 'x',
  startMs,
  endMs: startMs,
  attributes: new Map(),
  events: [],
  links: [],
  scope: '',
  resource: '',
});

/** Any links: to itself, in circles, to what is not there. */
const links = fc.array(fc.tuple(fc.option(fc.nat(20), { nil: undefined }), fc.nat(5)), { maxLength: 15 });

describe('forestOf', () => {
  it('keeps every span, parents before children, whatever the links', () => {
    fc.assert(
      fc.property(links, (parents) => {
        const forest = forestOf(parents.map(([parent, startMs], id) => spanOf(id, parent, startMs)));
        expect(forest.map(({ span }) => Number(span.spanId)).sort((a, b) => a - b)).toEqual([...parents.keys()]);
        forest.forEach(({ parent, span }, index) => {
          expect(parent).toBeLessThan(index);
          if (parent !== NONE) expect(forest[parent]!.span.spanId).toBe(span.parentId);
        });
      }),
    );
  });

  it('keeps all links of spans that are in no circle, and names the orphans and the circles', () => {
    const forest = forestOf([spanOf(0, 9, 0), spanOf(1, 0, 1), spanOf(2, 3, 2), spanOf(3, 2, 3), spanOf(4, 4, 4)]);
    const linked = forest.filter(({ parent }) => parent !== NONE).map(({ span }) => span.spanId);
    expect(linked).toContain('1');
    expect(linked.filter((id) => id === '2' || id === '3')).toHaveLength(1);
    expect(forest.find(({ span }) => span.spanId === '0')).toMatchObject({
      orphan: true,
      circular: false,
      parent: NONE,
    });
    const circular = forest.filter((node) => node.circular);
    expect(circular.map(({ span }) => span.spanId)).toEqual(['2', '4']);
    for (const node of circular) expect(node).toMatchObject({ orphan: true, parent: NONE });
  });

  it('takes a chain of any length', () => {
    const chain = Array.from({ length: 50_000 }, (_, id) => spanOf(id, id === 0 ? undefined : id - 1, id));
    expect(forestOf(chain).at(-1)).toMatchObject({ parent: 49_998 });
  });
});
