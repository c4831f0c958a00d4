/** A member that is silent for so long loses its partitions. */
export const DEFAULT_SESSION_MS = 10_000;
/** A heartbeat is also how a member hears of a rebalance. */
export const HEARTBEATS_PER_SESSION = 20;
/** A transaction that is open for so long is aborted by the broker. */
export const DEFAULT_TRANSACTION_MS = 30_000;
/** What a transactor that has failed still has in hand must not cross the fence of the next, as brokers do not bear it; what hangs is not waited for longer. */
export const LET_GO_MS = 1_000;
/** A broker may have died, and come back, under a commit that took so long. */
export const SUSPICIOUS_MS = 500;
/** How long a broker may wait for records; a partition that is resumed meanwhile waits with it. */
export const FETCH_WAIT_MS = 100;
