import type { AgentId } from '#events';
import { statementsOf } from './activations.js';
import { nextPresent, remarkSay, replaced, revisedClaims, type Claim, type Remark } from './claim.js';
import { REVIEWS, REVIEW_TURNS, REVISE_TURNS } from './mechanisms.js';
import { valueOf } from './parameters.js';
import { floor, tell, type Protocol, type Table } from './protocol.js';
import type { Activation } from './view.js';

/** By which purpose an author answers an objection, in which round. */
interface Manner {
  readonly round: number;
  readonly reply: 'revise' | 'reconsider';
}

/**
 * The claims after each was reviewed by the next member present, and revised once by its author for every objection, as
 * often as `peerVerification` says; a review is only given to what has changed since the last one. A reviewer that is lost
 * or says nothing has no objection, an author that is lost leaves its claim as it is, with the objection beside it.
 */
export function* peerVerified(table: Table, claims: readonly Claim[], manner: Manner): Protocol<readonly Claim[]> {
  const times = valueOf(table.parameters, REVIEWS);
  let standing = claims;
  let open = claims;
  for (let review = 0; review < times; review++) {
    const reviewed = yield* reviewedOnce(table, open, manner.round);
    const revised = yield* revisedOnce(table, reviewed, manner);
    standing = replaced(standing, [...reviewed, ...revised]);
    open = revised;
  }
  return standing;
}

interface Pair {
  readonly claim: Claim;
  readonly reviewer: AgentId;
}

/** Each member reviews one claim at most, since only authors who are present have one in review. */
function* reviewedOnce(table: Table, claims: readonly Claim[], round: number): Protocol<readonly Claim[]> {
  const pairs = pairsOf(table, claims);
  yield* tell(
    pairs.flatMap(({ claim: { author, parts }, reviewer }) =>
      parts.map((part) => ({ move: 'say', from: author, to: [reviewer], kind: 'finding', round, part }) as const),
    ),
  );
  const turns = valueOf(table.parameters, REVIEW_TURNS);
  const reviewers = pairs.map(({ reviewer }) => reviewer);
  const held = yield* floor(table, reviewers, { round, purpose: 'review', turns });
  const verdicts = held.flatMap((activation) => verdictsOf(pairs, activation));
  yield* tell(
    verdicts.flatMap(({ claim, review }) =>
      table.lost.has(claim.author) ? [] : remarkSay(review, [claim.author], round),
    ),
  );
  return verdicts.map(({ claim, review }) => ({ ...claim, remarks: [...claim.remarks, review] }));
}

function pairsOf(table: Table, claims: readonly Claim[]): readonly Pair[] {
  return claims.flatMap((claim) => {
    const reviewer = table.lost.has(claim.author) ? undefined : nextPresent(table, claim.author);
    return reviewer === undefined ? [] : { claim, reviewer };
  });
}

interface Verdict {
  readonly claim: Claim;
  readonly review: Remark;
}

function verdictsOf(pairs: readonly Pair[], activation: Activation): readonly Verdict[] {
  const review = reviewOf(activation);
  if (review === undefined) return [];
  return pairs.filter(({ reviewer }) => reviewer === activation.agentId).map(({ claim }) => ({ claim, review }));
}

/** The verdict that an activation gave: the last one, where it gave several. */
export const reviewOf = (activation: Activation): Remark | undefined =>
  statementsOf(activation)
    .flatMap(({ agentId, part, control }): Remark | [] =>
      control.kind === 'review' ? { from: agentId, kind: 'review', part, accepted: control.accepted } : [],
    )
    .at(-1);

/** What has become of the claims that were objected to. */
function* revisedOnce(table: Table, claims: readonly Claim[], manner: Manner): Protocol<readonly Claim[]> {
  const { round, reply } = manner;
  const objected = claims.filter(({ author, remarks }) => !table.lost.has(author) && remarks.some(isObjection));
  const turns = valueOf(table.parameters, REVISE_TURNS);
  const authors = objected.map(({ author }) => author);
  const held = yield* floor(table, authors, { round, purpose: reply, turns });
  const by = reply === 'revise' ? 'revise' : 'submit_answer';
  return held.flatMap((activation) => revisedClaims(objected, activation, by));
}

const isObjection = ({ accepted }: Remark): boolean => accepted === false;
