import { expect, it } from '@jest/globals';
import { placedNames } from './placed-names.js';

const ROOM = { width: 640, top: 16, bottom: 292 };
const yOf = (points: Parameters<typeof placedNames>[0]) => placedNames(points, ROOM).map(({ y }) => y);

it('leaves names that are apart where they are, and moves those that would cover others', () => {
  const [independent, centralized] = [
    { name: 'independent', cx: 146, cy: 120 },
    { name: 'centralized', cx: 228, cy: 94 },
  ];
  expect(yOf([independent, centralized])).toEqual([138, 112]);
  expect(yOf([independent, { ...centralized, cy: 120 }])).toEqual([138, 112]);
  const three = yOf([independent, { ...centralized, cy: 120 }, { name: 'hybrid', cx: 240, cy: 120 }]);
  expect(three).toEqual([138, 112, 158]);
});

it('keeps names within the chart, also those at its right edge and at its top', () => {
  const [name] = placedNames([{ name: 'decentralized', cx: 600, cy: 28 }], ROOM);
  expect(name).toMatchObject({ before: true, x: 591, y: 46 });
  for (const y of yOf(Array.from({ length: 9 }, () => ({ name: 'hybrid', cx: 300, cy: 28 })))) {
    expect(y).toBeGreaterThanOrEqual(ROOM.top);
  }
});
