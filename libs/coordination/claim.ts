import type { AgentId, ControlFact, PartRef } from '#events';
import { statementsOf } from './activations.js';
import { presentAt, type Say, type Table } from './protocol.js';
import type { Activation } from './view.js';

/** What an agent has found or answered in a round, as it now stands, with what others have to say about it. */
export interface Claim {
  readonly author: AgentId;
  readonly parts: readonly PartRef[];
  readonly remarks: readonly Remark[];
}

/** A `review` is of the very version that it stands beside; a `finding` is a second result of the same brief. */
export type Remark = Pick<Say, 'from' | 'kind' | 'part' | 'accepted'>;

/** By what an activation may put another version in the place of a claim: a worker revises, a peer answers again. */
export type Revising = Extract<ControlFact['kind'], 'revise' | 'submit_answer'>;

/** The claim after its author was given the floor: none where it has left it as it was. */
export function revisedClaims(claims: readonly Claim[], activation: Activation, by: Revising): readonly Claim[] {
  const last = statementsOf(activation).findLast(({ control }) => control.kind === by);
  if (last === undefined) return [];
  return claims
    .filter(({ author }) => author === activation.agentId)
    .map(({ author, remarks }) => {
      return { author, parts: [last.part], remarks: remarks.filter(({ kind }) => kind !== 'review') };
    });
}

/** The claims with these versions in the place of their authors' former ones. */
export const replaced = (claims: readonly Claim[], versions: readonly Claim[]): readonly Claim[] =>
  claims.map((claim) => versions.findLast(({ author }) => author === claim.author) ?? claim);

/** The claim and what stands beside it, as messages to these readers; nobody is sent what it has said itself. */
export function claimSays(claim: Claim, to: readonly AgentId[], said: Pick<Say, 'kind' | 'round'>): readonly Say[] {
  const { kind, round } = said;
  const own = claim.parts.map((part): Say => ({ move: 'say', from: claim.author, to, kind, round, part }));
  const others = claim.remarks.map((remark): Say => remarkSay(remark, to, round));
  return [...own, ...others]
    .map((say) => ({ ...say, to: say.to.filter((reader) => reader !== say.from) }))
    .filter((say) => say.to.length > 0);
}

export const remarkSay = ({ from, kind, part, accepted }: Remark, to: readonly AgentId[], round: number): Say => ({
  move: 'say',
  from,
  to,
  kind,
  round,
  part,
  ...(accepted === undefined ? {} : { accepted }),
});

/** Which worker or peer that is still there comes next, in member order and round again; none where it is alone. */
export function nextPresent(table: Table, agentId: AgentId): AgentId | undefined {
  const ring = [...presentAt(table, 'worker'), ...presentAt(table, 'peer')];
  const next = ring[(ring.indexOf(agentId) + 1) % ring.length];
  return next === agentId ? undefined : next;
}
