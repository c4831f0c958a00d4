import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expandUrl, parseUrlTemplate, type UrlTemplate } from './url-template.js';

function template(text: string): UrlTemplate {
  const parsed = parseUrlTemplate(text);
  if ('ok' in parsed) return parsed.ok;
  throw new Error(parsed.problem);
}

describe('expandUrl', () => {
  it('puts any value into the place that is meant for it, and nowhere else', () => {
    const { ok: parsed } = { ok: template('https://api.test/a/{x}/b/{y}?q={z}') };
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(text, text, text, text, (x, y, z, w) => {
        const expanded = expandUrl(parsed, { x, y, z }, [['w', w]]);
        if ('problem' in expanded) {
          expect([x, y].some((value) => value === '.' || value === '..')).toBe(true);
          return;
        }
        const url = new URL(expanded.ok);
        const segments = url.pathname.split('/').map(decodeURIComponent);
        expect(url.origin).toBe('https://api.test');
        expect(segments).toEqual(['', 'a', x, 'b', y]);
        expect([...url.searchParams]).toEqual([
          ['q', z],
          ['w', w],
        ]);
        expect(url.hash).toBe('');
      }),
    );
  });

  it('takes numbers and booleans, and no dot segment that is put together', () => {
    expect(expandUrl(template('http://a.test/{n}?b={b}'), { n: 0, b: false })).toEqual({
      ok: 'http://a.test/0?b=false',
    });
    expect(expandUrl(template('http://a.test/{n}{b}/x'), { n: '.', b: '.' })).toHaveProperty('problem');
  });
});

describe('parseUrlTemplate', () => {
  it.each([
    'ftp://a.test/',
    'http://{host}/x',
    'http://user:pass@a.test/',
    'http://a.test/#{x}',
    'http://a.test/{x',
    'http://a.test/{+x}',
    'http://a.test/${env:KEY}',
    'http://a.test:99999/',
    'a.test/x',
  ])('refuses %s', (text) => {
    expect(parseUrlTemplate(text)).toHaveProperty('problem');
  });
});
