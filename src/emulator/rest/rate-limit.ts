import { apiError, type ApiProduct } from "./api";

/** How often something may happen: so many a second, saved up for a burst of so many seconds. */
export interface Rate {
  readonly perSecond: number;
  readonly burstSeconds: number;
}

/** A token bucket: `take` says whether one more may happen now. */
export interface RateLimit {
  readonly take: () => boolean;
}

/** Starts a full bucket. `now` is a monotonic clock in milliseconds. */
export function rateLimit(
  { perSecond, burstSeconds }: Rate,
  now: () => number = () => performance.now(),
): RateLimit {
  const capacity = perSecond * burstSeconds;
  let tokens = capacity;
  let filledAt = now();
  return {
    take: () => {
      const at = now();
      tokens = Math.min(
        capacity,
        tokens + ((at - filledAt) / 1000) * perSecond,
      );
      filledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** A product that answers 429 to what is asked of it beyond a rate; without one, never. */
export function limited(
  product: ApiProduct,
  rate: Rate | undefined,
): ApiProduct {
  if (rate === undefined) return product;
  const calls = rateLimit(rate);
  return (request) =>
    calls.take() ? product(request) : apiError(429, 20429, "Too Many Requests");
}
