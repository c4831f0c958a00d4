import { speechesOf, type Narrative, type Speech } from '../narrative/narrative.js';

/** One agent told others what to do; what became of it. */
export interface Order {
  readonly given: Speech;
  readonly from: string;
  readonly to: readonly string[];
  /** The first speech of a receiver that ends its work on the order: addressed to the giver, or the last before the next order. */
  readonly answers: readonly Speech[];
}

export interface CommitmentLedger {
  readonly orders: readonly Order[];
  /** The latest order to an agent before a position. */
  readonly latestTo: (agent: string, before: number) => Order | undefined;
}

export function commitmentLedgerOf(narrative: Narrative): CommitmentLedger {
  const speeches = speechesOf(narrative);
  const given = speeches.filter(({ isOrder, to }) => isOrder && to.length > 0);
  const orders = given.map((speech) => orderOf(speech, given, speeches));
  return {
    orders,
    latestTo: (agent, before) => orders.findLast(({ given: { at }, to }) => at < before && to.includes(agent)),
  };
}

function orderOf(given: Speech, all: readonly Speech[], speeches: readonly Speech[]): Order {
  const receivers = given.to.filter((agent) => agent !== given.speaker);
  const answers = receivers.flatMap((agent) => {
    const next = all.find(({ at, to }) => at > given.at && to.includes(agent))?.at ?? Infinity;
    const said = speeches.filter(({ at, speaker }) => speaker === agent && at > given.at && at < next);
    return said.find(({ to }) => to.includes(given.speaker)) ?? said.at(-1) ?? [];
  });
  return { given, from: given.speaker, to: receivers, answers };
}
