/** The longest timer that there is: an SDK's own time limit never comes first. */
export const NO_TIMEOUT_MS = 2_147_483_647;
