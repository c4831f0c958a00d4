import { describe, expect, it } from '@jest/globals';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { caseOf } from './case-of.js';
import { DETECTORS } from './detectors.js';

const refused = () =>
  conversation()
    .asks('Book room R-7.')
    .calls('clerk', 'book_room', { room: 'R-7' }, 'Error: the service is not available');
const room = (state: string) => ({
  room_id: 'R-2001',
  state,
  balcony: 'south',
  guests: [{ name: 'Ada Byron' }, { name: 'Max Born' }],
});
const seen = (state = 'booked') =>
  conversation()
    .asks('What about room R-2001?')
    .calls('clerk', 'get_room', { room_id: 'R-2001' }, room(state))
    .calls('clerk', 'get_room', { room_id: 'R-2002' }, { room_id: 'R-2002', state: 'vacant' });
const tagged = () =>
  conversation()
    .asks('What were the sales of Acme in 2017?')
    .tells('lead', 'one', 'Find the sales of Acme in 2017: [F1]')
    .calls('one', 'search', { query: 'Acme' }, 'Sales of 2017: 1,250.5 [F1], costs: 300.0 [F2]');
const cards = (named: string, taken: string) =>
  conversation()
    .calls(
      'clerk',
      'get_guest',
      { id: 'G-77' },
      { guest_id: 'G-77', cards: { card_11: { brand: 'mastercard' }, card_22: { brand: 'maestro' } } },
    )
    .calls('clerk', 'get_room', { room_id: 'R-2001' }, room('booked'))
    .asks(`Yes, cancel it and use my ${named}.`)
    .calls('clerk', 'cancel_room', { room_id: 'R-2001', card: taken }, room('cancelled'));
const listed = (counted: string) =>
  conversation()
    .asks('How many lamps do you have?')
    .calls(
      'clerk',
      'list',
      {},
      {
        name: 'Lamp',
        variants: Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`a${n}`, { item_id: `a${n}`, available: n > 1 }])),
      },
    )
    .says('clerk', `There are ${counted} lamps available.`);
const bill = (line: string) =>
  conversation()
    .calls(
      'clerk',
      'bill',
      {},
      {
        rooms: [
          { id: 'r1', price: 54.84 },
          { id: 'r2', price: 46.85 },
          { id: 'r3', price: 12.55 },
        ],
      },
    )
    .says('clerk', line);
const team = () =>
  conversation()
    .asks('Compare the ports of Lisbon and Porto before 1950 by their trade in wine and cork.')
    .tells('lead', 'one', 'Look up what the archive says on the wine trade of the port of Porto');

/** For each detector a run on which it must fire, with the step to blame, and runs on which it must hold still. */
const SHOWN: Readonly<
  Record<string, { readonly fires: readonly [Conversation, number]; readonly silent: readonly Conversation[] }>
> = {
  'contradicted-record': {
    fires: [seen().says('clerk', 'Room R-2001 is vacant.'), 5],
    silent: [
      seen().says('clerk', 'Room R-2001 is booked.'),
      seen().says('clerk', 'Room R-2001 is not vacant.'),
      seen().says('clerk', 'Is room R-2001 vacant?'),
      seen().says('clerk', 'If room R-2001 is vacant, I can book it.'),
    ],
  },
  'stale-read': {
    fires: [
      seen().calls('clerk', 'free_room', { room_id: 'R-2001' }, room('vacant')).says('clerk', 'Room R-2001 is booked.'),
      7,
    ],
    silent: [
      seen()
        .calls('clerk', 'free_room', { room_id: 'R-2001' }, room('vacant'))
        .says('clerk', 'Room R-2001 was booked.'),
    ],
  },
  'denied-record': {
    fires: [seen().says('clerk', 'Room R-2001 does not have a balcony.'), 5],
    silent: [seen().says('clerk', 'Room R-2001 does not have a terrace.'), seen().says('clerk', 'R-2001 has no name.')],
  },
  'opposite-claims': {
    fires: [
      conversation()
        .says('a', 'The northern bridge is open to traffic.')
        .says('b', 'Good.')
        .says('a', 'The northern bridge is closed to traffic.'),
      2,
    ],
    silent: [
      conversation()
        .says('a', 'The northern bridge is open to traffic.')
        .says('b', 'The northern bridge is closed to traffic.'),
      conversation()
        .says('a', 'The northern bridge is open to traffic.')
        .calls('a', 'look', {}, 'closed')
        .says('a', 'The northern bridge is closed to traffic.'),
      conversation()
        .says('a', 'The northern bridge is open to traffic.')
        .says('a', 'The southern bridge is closed to traffic.'),
      conversation()
        .says('a', 'I clicked Bridges. The page of the bridges is positioned at the top.')
        .says('b', 'Go on.')
        .says('a', 'I scrolled down one page. The page of the bridges is positioned at the bottom.'),
    ],
  },
  'wrong-arithmetic': {
    fires: [conversation().says('a', 'The difference is $54.84 - $46.85 = $8.99.'), 0],
    silent: [
      conversation().says('a', 'After July 1,775,600 * (1 - 0.042) = 1,701,025 are left.'),
      conversation().says('a', 'The difference is $54.84 - $46.85 = $7.99.'),
      conversation().says('a', 'A third is 1 / 3 = 0.33, and x + 5 - 2 = 10.'),
      conversation().says('a', 'In 1,000 * 3 = 3,000 cases.'),
      conversation().says('a', '387 + 264 = 651\n651 + 421 = 1,072\n1,072 + 198 = 1,270'),
      conversation().says('a', 'Lift: 1,845.00 x 80 / 410 = 360.00, and 2·4 + 3 = 11.'),
      conversation().says('a', 'Leave at 18:25 + 5 = 18:30. The price x 80 / 410 = 36, and 12 % of 50 + 3 = 9.'),
    ],
  },
  'misquoted-number': {
    fires: [
      conversation()
        .asks('What was the tonnage of the Borealis?')
        .calls('a', 'look', {}, 'Borealis, tonnage 23,150; Ceres, tonnage 18,760')
        .says('a', 'The tonnage of the Borealis was 23,510.'),
      3,
    ],
    silent: [
      conversation()
        .calls('a', 'look', {}, 'Borealis, tonnage 23,150')
        .says('a', 'The Borealis had a tonnage of 23150.'),
      conversation().calls('a', 'look', {}, 'Borealis, tonnage 23,150').says('a', 'The town has 23,510 people.'),
      conversation().calls('a', 'look', {}, 'Borealis, launched 1978').says('a', 'The Borealis was launched 1987.'),
      conversation()
        .calls('a', 'look', {}, 'tonnage 23,150, crew 360')
        .says('a', 'With crew the tonnage is 23,150 + 360 = 23,510.'),
    ],
  },
  'miscounted-list': {
    fires: [conversation().says('a', 'The years are: 1968, 1972, 1980, 1984, 1996 and 2000. That makes 5 in all.'), 0],
    silent: [
      conversation().says('a', 'The years are: 1968, 1972, 1980, 1984, 1996 and 2000. That makes six in all.'),
      conversation().says('a', 'Among them are: Alma, Vik, Brevik and Torsby. There are 40 towns in all.'),
      conversation().says('a', 'Two of them are: Alma, Vik and Brevik. That is 2 too few.'),
    ],
  },
  'wrong-total': {
    fires: [bill('- R1: $54.84\n- R2: $46.85\n- Total: $111.69'), 2],
    silent: [bill('- R1: $54.84\n- R2: $46.85\n- Total: $101.69'), bill('- R1: $54.84\nTotal: $99.99')],
  },
  'wrong-conversion': {
    fires: [conversation().says('a', 'That is 3 km (4.2 miles) away.'), 0],
    silent: [
      conversation().says('a', 'That is 3 km (1.9 miles) away.'),
      conversation().says('a', 'It took 3 hours (12 km).'),
    ],
  },
  'wrong-count': {
    fires: [listed('seven'), 3],
    silent: [listed('5'), listed('6'), listed('many')],
  },
  'altered-value': {
    fires: [bill('The room is $64.84.'), 2],
    silent: [bill('The room is $54.84.'), bill('You save $7.99 with the other.'), bill('About 64.84 percent.')],
  },
  'misquoted-citation': {
    fires: [tagged().says('one', 'I note [F1] = 1,520.5.'), 4],
    silent: [tagged().says('one', 'I note [F1] = 1,250.5.'), tagged().says('one', 'I note [F9] = 3.')],
  },
  'overlooked-fact': {
    fires: [tagged().says('one', 'Not found: [F1]'), 4],
    silent: [tagged().says('one', 'Not found: [F7]'), tagged().says('two', 'Not found: [F1]')],
  },
  'foreseeable-refusal': {
    fires: [seen().calls('clerk', 'clean_room', { room_id: 'R-2001' }, 'Error: a booked room cannot be cleaned'), 5],
    silent: [
      conversation().calls('clerk', 'clean_room', { room_id: 'R-9' }, 'Error: no such room'),
      seen()
        .calls('clerk', 'clean_room', { room_id: 'R-2001' }, 'Error: a booked room cannot be cleaned')
        .calls('clerk', 'free_room', { room_id: 'R-2001' }, room('vacant')),
    ],
  },
  'choice-ignored': {
    fires: [cards('maestro', 'card_11'), 5],
    silent: [
      cards('maestro', 'card_22'),
      cards('maestro instead of the mastercard', 'card_22'),
      cards('savings', 'card_11'),
    ],
  },
  'wider-than-asked': {
    fires: [
      seen().asks('Please cancel Ada Byron.').calls('clerk', 'cancel_room', { room_id: 'R-2001' }, room('cancelled')),
      6,
    ],
    silent: [
      seen()
        .asks('Please cancel all for Ada Byron.')
        .calls('clerk', 'cancel_room', { room_id: 'R-2001' }, room('cancelled')),
      seen()
        .asks('Please cancel Ada Byron and Max Born.')
        .calls('clerk', 'cancel_room', { room_id: 'R-2001' }, room('cancelled')),
    ],
  },
  'misattributed-value': {
    fires: [
      conversation()
        .asks('Which parcel is the kettle in?')
        .calls(
          'clerk',
          'get',
          { id: 'O-1234' },
          { order_id: 'O-1234', parcel: '9988776655', goods: [{ name: 'Desk Lamp' }] },
        )
        .says('clerk', 'The parcel for the kettle is 9988776655.'),
      3,
    ],
    silent: [
      conversation()
        .asks('Which parcel is the lamp in?')
        .calls(
          'clerk',
          'get',
          { id: 'O-1234' },
          { order_id: 'O-1234', parcel: '9988776655', goods: [{ name: 'Desk Lamp' }] },
        )
        .says('clerk', 'The parcel for the lamp is 9988776655.'),
    ],
  },
  'dropped-condition': {
    fires: [
      conversation()
        .asks('Name the painter of the harbour picture in the town museum of Porto before 1950.')
        .tells('lead', 'one', 'Name the painter of the harbour picture in the town museum of Porto.'),
      1,
    ],
    silent: [
      conversation()
        .asks('Name the painter of the harbour picture in the town museum of Porto before 1950.')
        .tells('lead', 'one', 'Before 1950: name the painter of the harbour picture in the town museum of Porto.'),
      team(),
    ],
  },
  'duplicate-order': {
    fires: [team().tells('lead', 'two', 'Look up what the archive says on the wine trade of the port of Porto'), 2],
    silent: [
      team().tells('lead', 'one', 'Look up what the archive says on the wine trade of the port of Porto'),
      team().tells('one', 'lead', 'Nothing was found.', 'report').tells('one', 'lead', 'Sorry, none.', 'report'),
      team().tells('lead', 'two', 'Look up what the archive says on the cork trade of the port of Lisbon'),
    ],
  },
  'misdirected-answer': {
    fires: [team().tells('two', 'lead', 'It was large.', 'report'), 2],
    silent: [team().tells('one', 'lead', 'It was large.', 'report'), team().says('two', 'Let us wait.')],
  },
  'answered-other-question': {
    fires: [tagged().tells('one', 'lead', '- [F2] = 300.0', 'report'), 4],
    silent: [
      tagged().tells('one', 'lead', '- [F1] = 1,250.5\n- [F2] = 300.0', 'report'),
      tagged().tells('one', 'lead', 'Nothing.', 'report'),
    ],
  },
  'unanswered-order': {
    fires: [team().says('lead', 'The trade was large; this is the answer.'), 2],
    silent: [team(), team().says('one', 'It was large.').says('lead', 'The trade was large.')],
  },
  'ignored-error': {
    fires: [refused().says('clerk', 'Done: the room has been booked for you.'), 3],
    silent: [
      refused().says('clerk', 'Unfortunately the room could not be booked.'),
      refused().says('clerk', 'The room has been booked. Shall I send a receipt?'),
      refused().says('other', 'The room has been booked.'),
      refused()
        .calls('clerk', 'book_room', { room: 'R-7' }, { room: 'R-7' })
        .says('clerk', 'The room has been booked.'),
    ],
  },
  'unfinished-work': {
    fires: [tagged().says('one', 'The sales are there. Next, I will look up the costs.'), 4],
    silent: [
      tagged().says('one', 'I will wait for you.'),
      tagged().says('one', 'I will look it up if you want.'),
      tagged().says('one', 'Next, I will look up the costs.').says('lead', 'No need.'),
      tagged().tells('lead', 'one', 'Let us look up the costs.'),
      tagged().says('one', 'The sales were large.'),
    ],
  },
};

const hitsOf = (told: Conversation, name: string) =>
  DETECTORS.find((detector) => detector.name === name)!.detect(caseOf(narrativeOf(told.trajectory())));

describe('every detector', () => {
  it('is shown here', () => {
    expect(DETECTORS.map(({ name }) => name).sort()).toEqual(Object.keys(SHOWN).sort());
  });

  it.each(Object.keys(SHOWN))(
    '%s fires where it must, on the step that introduced the fault, and quotes it',
    (name) => {
      const [told, step] = SHOWN[name]!.fires;
      const [hit] = hitsOf(told, name);
      expect(hit?.blamed.step).toBe(step);
      expect(hit!.evidence.length).toBeGreaterThan(0);
      const texts = JSON.stringify(
        told
          .trajectory()
          .steps.map((one) =>
            'text' in one ? one.text : 'result' in one ? one.result : 'content' in one ? one.content : '',
          ),
      );
      for (const { quote } of hit!.evidence) expect(texts).toContain(JSON.stringify(quote).slice(1, -1));
    },
  );

  it.each(Object.keys(SHOWN))('%s quotes a text of it where agents answer in JSON', (name) => {
    const { steps, ...run } = SHOWN[name]!.fires[0].trajectory();
    const inJson = (said: unknown) => JSON.stringify({ status: 'ok', work: said, next: 'none' });
    const told = steps.map((step) =>
      step.kind === 'turn' && step.text !== '' ? { ...step, text: inJson(step.text) } : step,
    );
    const found = DETECTORS.find((detector) => detector.name === name)!.detect(
      caseOf(narrativeOf({ ...run, steps: told })),
    );
    const texts = steps.map((step) =>
      step.kind === 'turn' ? step.text : step.kind === 'message' ? step.content : step.result,
    );
    for (const { evidence } of found)
      for (const { quote, step } of evidence) expect(texts[step]).toEqual(expect.stringContaining(quote));
  });

  it('quotes an answer apart from what its agent has said', () => {
    const run = conversation().says('a', 'I have added them.').trajectory();
    const answers = [{ agent: 'a', content: '{"status":"ok","answer":"It is 3 + 4 = 8."}' }];
    const [hit] = DETECTORS.find(({ name }) => name === 'wrong-arithmetic')!.detect(
      caseOf(narrativeOf({ ...run, answers })),
    );
    expect(hit?.evidence).toEqual([{ step: 0, quote: 'It is 3 + 4 = 8.' }]);
  });

  it.each(Object.keys(SHOWN))('%s holds still where it must', (name) => {
    expect(SHOWN[name]!.silent.map((told) => hitsOf(told, name).length)).toEqual(SHOWN[name]!.silent.map(() => 0));
  });
});

describe('foreseeable-refusal', () => {
  const locked = (asked: string) =>
    seen()
      .asks(asked)
      .calls('clerk', 'free_room', { room_id: 'R-2001' }, room('vacant'))
      .calls('clerk', 'change_guests', { room_id: 'R-2001' }, 'Error: a vacant room has none');

  it('blames the act that came too early where both were asked for before it', () => {
    expect(hitsOf(locked('Free it and change the guests.'), 'foreseeable-refusal')).toMatchObject([
      { mode: 'other', blamed: { step: 6 } },
    ]);
    expect(hitsOf(locked('Free it.'), 'foreseeable-refusal')).toMatchObject([{ mode: 'other', blamed: { step: 8 } }]);
  });
});

describe('misdirected-answer', () => {
  const asks = (told: Conversation) => told.tells('lead', 'one', 'And in 1920?').says('one', 'It had grown by then.');
  const next = (told: Conversation) => told.tells('lead', 'one', 'What does the archive say on cork?');
  const hits = (told: Conversation) => hitsOf(told, 'misdirected-answer').map(({ blamed }) => blamed.step);

  it('goes by who speaks next where reports have no addressee and those who are asked answer otherwise', () => {
    const team = () => next(asks(conversation().asks('Compare.').tells('lead', 'one', 'Wine?').says('one', 'Large.')));
    expect(hits(team().says('two', 'Usually it was large.'))).toEqual([6]);
    expect(hits(team().says('lead', 'Never mind.').says('two', 'It was large.'))).toEqual([]);
    expect(hits(next(conversation().asks('Compare.')).says('two', 'It was large.'))).toEqual([]);
  });
});

describe('misquoted-citation', () => {
  it('tells a contradiction from a misreading and a name from a number', () => {
    const right = tagged().says('one', 'I note [F1] = 1,250.5.');
    expect(hitsOf(right.says('one', 'So [F1] = 9.'), 'misquoted-citation')).toMatchObject([
      { mode: 'logical_contradiction' },
    ]);
    expect(hitsOf(tagged().says('one', '[F1] = "Bolt"'), 'misquoted-citation')).toMatchObject([{ mode: 'other' }]);
  });
});
