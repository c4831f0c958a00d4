import type { Dice } from '../dice.js';
import type { Stage } from '../stage.js';
import { teamNames } from '../team-names.js';
import { nameOf } from '../world.js';

interface Booking {
  readonly booking_id: string;
  readonly place: string;
  readonly state: string;
  readonly price: number;
  readonly seats: readonly string[];
}

/** One agent with tools that serves a person: it looks things up, tells what it found, asks for a yes, changes things. */
export function desk(stage: Stage): void {
  const { dice } = stage;
  const [agent = ''] = teamNames(dice, 1);
  const bookings = Array.from({ length: dice.between(1, 4) }, () => bookingOf(dice));
  stage.asks(dice.one(['Hi, I need help with my bookings.', 'Hello! I want to change something that I have booked.']));
  if (dice.chance(0.5)) greeting(stage, agent);
  for (const booking of bookings) lookup(stage, agent, booking);
  for (const booking of bookings) if (dice.chance(0.7)) change(stage, agent, booking);
  stage.asks('That is all, thank you.');
  stage.risk(agent, 'answer');
  stage.says(agent, dice.one(['You are welcome! Have a nice day.', 'Glad to help. Is there anything else?']));
}

const bookingOf = (dice: Dice): Booking => ({
  booking_id: `B-${dice.between(10_000, 99_999)}`,
  place: nameOf(dice),
  state: dice.one(['open', 'paid']),
  price: dice.between(40, 900),
  seats: Array.from({ length: dice.between(1, 4) }, () => `${dice.between(1, 40)}${dice.one(['A', 'B', 'C'])}`),
});

function greeting(stage: Stage, agent: string): void {
  stage.says(agent, 'Of course. Could you please give me your name and postal code?');
  stage.asks(`It is ${nameOf(stage.dice)} ${nameOf(stage.dice)}, ${stage.dice.between(10_000, 99_999)}.`);
}

function lookup(stage: Stage, agent: string, booking: Booking): void {
  const { dice } = stage;
  stage.asks(`Please have a look at ${booking.booking_id} for ${booking.place}.`);
  stage.calls(agent, 'get_booking', { booking_id: booking.booking_id }, booking);
  stage.risk(agent, 'read');
  const { booking_id: id, state, price, seats } = booking;
  stage.says(
    agent,
    dice.one([
      `Booking ${id} for ${booking.place} is ${state} and costs $${price}. It has the seats ${seats.join(', ')}.`,
      `I have found ${id}: ${seats.length} seats in ${booking.place}. What would you like to change?`,
    ]),
  );
}

function change(stage: Stage, agent: string, booking: Booking): void {
  const { dice } = stage;
  const { booking_id: id, seats } = booking;
  const [seat = ''] = seats;
  stage.asks(
    dice.one([
      `In ${id} I want another seat instead of ${seat}, if it costs no more than $20.`,
      `Please cancel ${id}, but only if I get the money back on my card.`,
    ]),
  );
  if (dice.chance(0.6)) confirm(stage, agent, id);
  if (dice.chance(0.3)) stage.calls(agent, 'list_seats', { place: booking.place }, { free: ['9A', '9B', '12C'] });
  if (dice.chance(0.15)) stage.calls(agent, 'change_booking', { booking_id: id }, 'Error: seat is missing');
  const isWrong = stage.risk(agent, 'change') !== undefined;
  const given = { booking_id: id, seat: isWrong ? '31A' : '9A', payment: dice.one(['card', 'voucher']) };
  stage.calls(agent, 'change_booking', given, { ...booking, state: 'changed', seats: [given.seat, ...seats.slice(1)] });
  stage.says(agent, `Done: booking ${id} has been changed as you wished. Anything else?`);
}

function confirm(stage: Stage, agent: string, id: string): void {
  stage.says(agent, `I will change ${id} as you said and charge your card. Do you confirm (yes or no)?`);
  stage.asks('Yes, please.');
}
