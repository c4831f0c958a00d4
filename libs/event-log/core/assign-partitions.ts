/**
 * Who should own each partition: as even as possible, and whoever owns one within its share keeps it.
 * `owners[p]` is the present owner; nobody when there are no members.
 */
export function assignPartitions<M>(
  owners: readonly (M | undefined)[],
  members: readonly M[],
): readonly (M | undefined)[] {
  if (members.length === 0) return owners.map(() => undefined);
  const loads = new Map(members.map((member) => [member, 0]));
  const share = Math.ceil(owners.length / members.length);
  const spare = owners.length % members.length || members.length;
  const kept = owners.map((owner) => keep(owner, loads, { share, spare }));
  return kept.map((owner) => owner ?? take(leastLoaded(loads), loads));
}

/** At most `spare` members have a full share, the others one less. */
function keep<M>(
  owner: M | undefined,
  loads: Map<M, number>,
  { share, spare }: { readonly share: number; readonly spare: number },
): M | undefined {
  if (owner === undefined) return undefined;
  const load = loads.get(owner);
  if (load === undefined) return undefined;
  const full = [...loads.values()].filter((other) => other >= share).length;
  const limit = full < spare ? share : share - 1;
  return load < limit ? take(owner, loads) : undefined;
}

function take<M>(member: M, loads: Map<M, number>): M {
  loads.set(member, (loads.get(member) ?? 0) + 1);
  return member;
}

function leastLoaded<M>(loads: ReadonlyMap<M, number>): M {
  const [first, ...others] = loads;
  if (first === undefined) throw new RangeError('no members');
  return others.reduce((least, other) => (other[1] < least[1] ? other : least), first)[0];
}
