import { priceKey, type ModelSpec, type Prices } from '#events';

type PricedModel = Pick<ModelSpec, 'provider' | 'model' | 'fallbacks'>;

/**
 * The entries of a price table (micro-dollars per million tokens, by `provider/model`) that these models and their
 * fallbacks have. A model that the table does not know stays absent: its cost is unknown, not nothing.
 */
export function pricesFor(models: readonly PricedModel[], table: Prices): Prices {
  const keys = models.flatMap((model) => [model, ...(model.fallbacks ?? [])]).map(priceKey);
  return Object.fromEntries(
    [...new Set(keys)].flatMap((key) => {
      const price = Object.hasOwn(table, key) ? table[key] : undefined;
      return price === undefined ? [] : [[key, price]];
    }),
  );
}
