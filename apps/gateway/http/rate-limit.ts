import { rateLimit, type RateLimitRequestHandler } from 'express-rate-limit';
import { Problem } from './problem.js';

const MINUTE_MS = 60_000;

/** Middleware: so many requests a minute from one address, told in `RateLimit` headers and, when used up, `Retry-After`. */
export const requestLimit = (perMinute: number): RateLimitRequestHandler =>
  rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(new Problem('rate-limited', `more than ${perMinute} requests a minute: wait as long as Retry-After says`));
    },
  });
