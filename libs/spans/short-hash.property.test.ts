import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortHash } from './short-hash.js';

it('is the first 8 bytes of the SHA-256 of any text, whatever was hashed before', () => {
  const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 300, maxLength: 2_000 }));
  fc.assert(
    fc.property(fc.array(texts), (several) => {
      const hashes = several.map((text) => createHash('sha256').update(text).digest('hex').slice(0, 16));
      expect(several.map(shortHash)).toEqual(hashes);
    }),
  );
});
