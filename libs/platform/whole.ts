import { z } from 'zod';

/** A variable that holds a whole number. */
export const whole = (fallback: number, least: number, most: number) =>
  z
    .string()
    .default(String(fallback))
    .refine((text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number);
