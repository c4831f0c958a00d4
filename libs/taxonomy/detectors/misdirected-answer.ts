import type { Order } from '../ledgers/commitment-ledger.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const misdirectedAnswer: Detector = {
  name: 'misdirected-answer',
  mode: 'coordination_failure',
  looksFor: 'an agent without an order of its own answers the giver of one that was put to another, which stays silent',
  mustNotFireOn:
    'agents that have an order open; givers of orders; remarks beside the other’s own answer; teams in which those who are asked often stay silent',
  detect: (run) => run.commitments.orders.flatMap((order) => misdirected(run, order) ?? []),
};

function misdirected({ narrative, commitments }: Case, order: Order): Hit | undefined {
  const [receiver, ...others] = order.to;
  if (receiver === undefined || others.length > 0 || order.answers.length > 0) return undefined;
  const next = commitments.orders.find(({ given }) => given.at > order.given.at)?.given.at ?? Infinity;
  const between = speechesOf(narrative).filter(({ at }) => at > order.given.at && at < next);
  const answer =
    between.find(({ speaker, to }) => speaker !== receiver && to.includes(order.from)) ??
    stepsIn(commitments, order, between);
  const blamed = between.find(({ speaker }) => speaker === answer?.speaker);
  if (answer === undefined || blamed === undefined || !isFree(commitments, answer.speaker, order)) return undefined;
  return {
    blamed,
    claim: `answers what ${receiver} was asked`,
    evidence: [quoteOf(answer), quoteOf(order.given)],
  };
}

const LEAST_KEPT = 2;

/** Where nobody says whom a report is for: who speaks next, in a team in which otherwise those who are asked do. */
function stepsIn({ orders }: Case['commitments'], order: Order, [next]: readonly Speech[]): Speech | undefined {
  const kept = orders.filter(({ answers }) => answers.length > 0).length;
  if (kept < LEAST_KEPT || kept < orders.length - 1) return undefined;
  return next === undefined || next.to.length > 0 || next.speaker === order.from ? undefined : next;
}

/** It has no order, or has answered the one that it had. */
function isFree({ latestTo }: Case['commitments'], agent: string, { given: { at } }: Order): boolean {
  const own = latestTo(agent, at);
  return own === undefined || own.answers.some((answer) => answer.at < at);
}
