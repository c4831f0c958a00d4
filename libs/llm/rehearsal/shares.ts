import type { AgentId } from '#events';
import type { PlannedFact } from '#tasks';
import { keyOf, needsOf } from './lookups.js';

/** What a worker was sent. */
export interface Brief {
  readonly to: string;
  readonly text: string;
  readonly asked: readonly string[];
}

/** What a worker is to be asked for. */
export interface Share {
  readonly to: AgentId;
  readonly facts: readonly PlannedFact[];
}

/** One share a worker: each bundle goes to whoever has been asked for it least, and of these has least to do. */
export function sharesOf(
  facts: readonly PlannedFact[],
  workers: readonly AgentId[],
  given: readonly Brief[],
): readonly Share[] {
  const shares = new Map<AgentId, PlannedFact[]>(workers.map((to) => [to, []]));
  for (const bundle of bundlesOf(facts)) {
    const wasAsked = ({ asked }: Brief): boolean => bundle.some(({ id }) => asked.includes(id));
    const burden = (to: AgentId, share: readonly PlannedFact[]): number =>
      given.filter((one) => one.to === to && wasAsked(one)).length * facts.length + share.length;
    const [least] = [...shares].toSorted(([a, one], [b, other]) => burden(a, one) - burden(b, other));
    least?.[1].push(...bundle);
  }
  return [...shares].flatMap(([to, share]) => (share.length === 0 ? [] : [{ to, facts: share }]));
}

/** Facts that one worker finds together: those that need each other, and those that the same last lookup shows. */
function bundlesOf(facts: readonly PlannedFact[]): readonly (readonly PlannedFact[])[] {
  return facts.reduce<readonly (readonly PlannedFact[])[]>((bundles, fact) => {
    const isClose = (bundle: readonly PlannedFact[]): boolean => bundle.some((other) => belong(fact, other));
    const [joined, apart] = [bundles.filter(isClose), bundles.filter((bundle) => !isClose(bundle))];
    return [...apart, [...joined.flat(), fact]];
  }, []);
}

const belong = (fact: PlannedFact, other: PlannedFact): boolean =>
  needsOf(fact).includes(other.id) || lastLookup(fact) === lastLookup(other);

const lastLookup = ({ lookups, id }: PlannedFact): string => {
  const last = lookups.at(-1);
  return last === undefined ? id : keyOf({ name: last.tool, arguments: last.arguments });
};
