export type { CassetteLine } from './cassette/cassette.js';
export { readCassette } from './cassette/read-cassette.js';
export { recordCassettes, type CassetteSettings } from './cassette/record-cassettes.js';
export { replayProviders } from './cassette/replay-providers.js';
export type { Embed } from './embeddings/embed.js';
export { embeddingsFrom, type BoundedEmbeddings } from './embeddings/embeddings-from.js';
export { LIST_PRICES } from './list-prices.js';
export { openAiCompatible, type OpenAiCompatibleSettings } from './openai-compatible/openai-compatible.js';
export {
  isProviderError,
  ProviderError,
  type ModelAnswer,
  type ModelDelta,
  type ModelMessage,
  type ModelName,
  type ModelRequest,
  type OfferedTool,
  type Provider,
  type RequestedCall,
  type RequestOrigin,
} from './port.js';
export { pricesFor } from './prices.js';
export { providersFrom, type ProviderSettings } from './provider-registry.js';
export { RATES } from './rehearsal/default-rates.js';
export { parseRates, type Rates, type RatesByModel } from './rehearsal/rates.js';
export { rehearsalProvider, type RehearsalSettings } from './rehearsal/rehearsal-provider.js';
export { scripted, type Script, type Scripted, type ScriptedProvider } from './scripted.js';
export { unsupportedIn } from './unsupported.js';
export {
  missingKey,
  vendorAccess,
  VendorAccessError,
  VENDORS,
  type Vendor,
  type VendorAccess,
} from './vendor-access.js';
export { vendorProviders } from './vendor-providers.js';
export type { BreakerSettings } from './with-breaker.js';
export type { RateLimitSettings } from './with-rate-limits.js';
export type { RecordedCall } from './with-recording.js';
export type { RateLimits } from './with-rate-limits.js';
export type { TimeLimits } from './with-timeout.js';
