import { asCommandId } from '#events';
import { expect, it } from '@jest/globals';
import { hasId, withId, type CommandIds } from './command-ids.js';

const idOf = (n: number) => asCommandId(String(n));

it('has every id that was added, and shares all but the last chunk with what was before', () => {
  let ids: CommandIds = [];
  for (let n = 0; n < 200; n++) ids = withId(ids, idOf(n));
  expect(ids.flat()).toEqual(Array.from({ length: 200 }, (_, n) => idOf(n)));
  expect(hasId(ids, idOf(0)) && hasId(ids, idOf(199))).toBe(true);
  expect(hasId(ids, idOf(200))).toBe(false);
  expect(withId(ids, idOf(200))[0]).toBe(ids[0]);
});
