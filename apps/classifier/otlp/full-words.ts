import type { ReceivingLimits } from '#trajectory';

/** Why nothing is taken in. */
export const fullWords = ({ bytes }: Pick<ReceivingLimits, 'bytes'>): string =>
  `more than ${bytes} bytes of traces are still being collected: raise PARLEY_TRACES_BYTES, or send less`;
