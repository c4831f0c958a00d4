/** What is known of a batch of records: enough to tell whether its transaction was aborted. */
export interface BatchFacts {
  readonly lastOffset: number;
  readonly producerId: string;
  readonly kind: 'plain' | 'transactional' | 'abort marker' | 'commit marker';
}
export interface AbortedTransaction {
  readonly producerId: string;
  readonly firstOffset: number;
}

/**
 * Tells, of each batch in the order of the partition, whether it belongs to an aborted transaction.
 * The broker lists aborted transactions in the order of their ends; one producer may have several, and the marker that
 * ends one may lie behind what was fetched.
 */
export function abortedBatches(
  aborted: readonly AbortedTransaction[],
  batches: readonly BatchFacts[],
): readonly boolean[] {
  const coming = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset);
  const open = new Set<string>();
  let begun = 0;
  return batches.map(({ lastOffset, producerId, kind }) => {
    for (let next = coming[begun]; next !== undefined && next.firstOffset <= lastOffset; next = coming[++begun]) {
      open.add(next.producerId);
    }
    if (kind === 'abort marker') open.delete(producerId);
    return kind === 'transactional' && open.has(producerId);
  });
}
