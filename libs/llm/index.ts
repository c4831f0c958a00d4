export { openAiCompatible, type OpenAiCompatibleSettings } from './openai-compatible/openai-compatible.js';
export {
  isProviderError,
  ProviderError,
  type ModelAnswer,
  type ModelDelta,
  type ModelMessage,
  type ModelRequest,
  type OfferedTool,
  type Provider,
  type RequestedCall,
  type RequestOrigin,
} from './port.js';
export { pricesFor } from './prices.js';
export { providersFrom, type ProviderSettings } from './provider-registry.js';
export { RATES, type Rates } from './rehearsal/rates.js';
export { rehearsalProvider, type RehearsalSettings } from './rehearsal/rehearsal-provider.js';
export { scripted, type Script, type Scripted, type ScriptedProvider } from './scripted.js';
export type { RecordedCall } from './with-recording.js';
export type { TimeLimits } from './with-timeout.js';
