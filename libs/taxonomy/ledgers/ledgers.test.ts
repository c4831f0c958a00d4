import { describe, expect, it } from '@jest/globals';
import { narrativeOf } from '../narrative/narrative-of.js';
import { observationsOf, requestsOf } from '../narrative/narrative.js';
import { conversation, type Conversation } from '../testing/index.js';
import { actsOf } from './acts.js';
import { alternativesTo, namedAmong } from './alternatives.js';
import { agrees, citationsOf, sourceOf } from './citations.js';
import { commitmentLedgerOf } from './commitment-ledger.js';
import { conditionsOf, keeps } from './conditions.js';
import { recordLedgerOf } from './record-ledger.js';
import { refusalsOf } from './refusals.js';
import { valueLedgerOf } from './value-ledger.js';

const narrative = (told: Conversation) => narrativeOf(told.trajectory());
const door = (state: string) => ({
  door_id: 'D-1001',
  state,
  keys: [
    { key_id: 'K-1', name: 'brass' },
    { key_id: 'K-2', name: 'steel' },
  ],
});
const doors = conversation()
  .calls('a', 'get_door', { door: 'D-1001' }, door('open'))
  .calls('a', 'shut_door', { door: 'D-1001' }, door('shut'))
  .calls('a', 'paint_door', { door: 'D-1001' }, 'Error: a shut door cannot be painted');

describe('the record ledger', () => {
  const records = recordLedgerOf(narrative(doors));

  it('knows a thing as it was seen last before a position', () => {
    expect(records.latest('D-1001', 1)).toBeUndefined();
    expect(records.latest('D-1001', 2)?.fields.get('state')).toBe('open');
    expect(records.latest('D-1001', 4)?.fields.get('state')).toBe('shut');
    expect(records.history('D-1001', 9).map(({ at }) => at)).toEqual([1, 3]);
  });

  it('knows parts of things, and the values that a field takes', () => {
    expect(records.latest('K-2', 9)).toMatchObject({ kind: 'keys' });
    expect(records.values('state')).toEqual(new Set(['open', 'shut']));
  });

  it('names things in a map by their keys', () => {
    const maps = recordLedgerOf(
      narrative(conversation().calls('a', 'list', {}, { lamps: { l_1: { price: 2 }, l_2: { price: 3 } } })),
    );
    expect(maps.latest('l_2', 9)?.fields.get('price')).toBe(3);
  });

  it('tells acts from readings and refusals', () => {
    const told = narrative(doors);
    expect(actsOf(told, records).map(({ call, after }) => [call.name, after.fields.get('state')])).toEqual([
      ['shut_door', 'shut'],
    ]);
    expect(refusalsOf(told, records)).toMatchObject([{ thing: 'D-1001', call: { name: 'paint_door' } }]);
  });

  it('knows what else could have been chosen, and which of it a text names', () => {
    const keys = alternativesTo('K-1', 9, records);
    expect(keys.map(({ id }) => id)).toEqual(['K-1', 'K-2']);
    expect(namedAmong(keys, 'Take the steel one.').map(({ id }) => id)).toEqual(['K-2']);
    expect(namedAmong(keys, 'Take any.')).toEqual([]);
  });
});

describe('the value ledger', () => {
  const told = narrative(
    conversation()
      .calls('a', 'bill', {}, { a: 10.5, b: 4.25 })
      .says('a', 'Rent: 14.75, off 6.25, twice 21.00, odd 77.10'),
  );
  const ledger = valueLedgerOf(told);
  const speech = told.entries.at(-1)!;
  const quantity = (value: number) => ({ value, text: '', unit: '', decimals: 2 });

  it('knows numbers from where they first stood', () => {
    expect([ledger.isKnown(10.5, 2), ledger.isKnown(10.5, 1), ledger.isKnown(77.1, 2)]).toEqual([true, false, false]);
  });

  it('recomputes sums, differences and multiples', () => {
    expect([14.75, 6.25, 21, 77.1].map((value) => ledger.isDerived(quantity(value), speech))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it.each([100, 590, 610])('denies no amount that follows from the latest of many numbers (%i)', (count) => {
    const goods = Array.from({ length: count }, (_, item) => (1000 + item * 7.31).toFixed(2));
    const long = narrative(
      conversation()
        .calls('a', 'list', {}, goods.join('\n'))
        .calls('a', 'orders', {}, 'one: 90417.36\ntwo: 81236.11')
        .says('a', 'The difference is 9181.25.'),
    );
    expect(valueLedgerOf(long).isDerived(quantity(9181.25), long.entries.at(-1)!)).toBe(true);
  });

  it('keeps the labels of numbers', () => {
    const labels = valueLedgerOf(
      narrative(conversation().says('a', '- **Rent of May**: 12.50\n- Two: 1 or 2')),
    ).labelled;
    expect(labels).toMatchObject([{ label: 'rent of may', quantity: { value: 12.5 } }]);
  });
});

describe('citations', () => {
  const told = narrative(
    conversation()
      .calls('a', 'read', {}, '| 1,200.5 [F1] | 7 [F2] |\n**Oda Lund** [F3]')
      .says('a', '[F1] = 1,200.5, [F3] = "Oda Lund"'),
  );

  it('are traced to their source', () => {
    expect(citationsOf(told).map(({ tag, value }) => [tag, value])).toEqual([
      ['F1', '1,200.5'],
      ['F3', 'Oda Lund'],
    ]);
    for (const { tag, value } of citationsOf(told)) expect(agrees(value, sourceOf(told, tag, 9)!.line)).toBe(true);
    expect(agrees('1,200.4', sourceOf(told, 'F1', 9)!.line)).toBe(false);
    expect(sourceOf(told, 'F9', 9)).toBeUndefined();
  });
});

describe('commitments', () => {
  it('say who was asked what and who answered', () => {
    const told = conversation()
      .tells('lead', 'one', 'Find it.')
      .tells('lead', 'two', 'Count it.')
      .says('one', 'I look.')
      .tells('one', 'lead', 'Here it is.', 'report');
    const { orders, latestTo } = commitmentLedgerOf(narrative(told));
    expect(orders.map(({ to, answers }) => [to, answers.map(({ step }) => step)])).toEqual([
      [['one'], [3]],
      [['two'], []],
    ]);
    expect(latestTo('two', 9)?.given.step).toBe(1);
    expect(latestTo('two', 1)).toBeUndefined();
  });
});

describe('conditions', () => {
  const told = narrative(
    conversation().asks('Name the ship that sank before 1900, except in "the Sound", with at least 3 masts.'),
  );

  it('are years, numbers, quotations and limiting phrases of a task', () => {
    const limits = conditionsOf(told).map(({ limit }) => limit);
    expect(limits).toEqual(expect.arrayContaining(['1900', 'the Sound', '3']));
    expect(limits.some((limit) => limit.startsWith('at least 3'))).toBe(true);
  });

  it('are kept by whoever has their words', () => {
    expect(keeps('Before 1900 or so', '1900')).toBe(true);
    expect(keeps('Before 1910', '1900')).toBe(false);
  });
});

describe('a narrative', () => {
  it('gives requests and observations apart', () => {
    const told = narrative(conversation().asks('x').calls('a', 'look', {}, 'y'));
    expect([requestsOf(told).length, observationsOf(told).length]).toEqual([1, 1]);
  });
});
