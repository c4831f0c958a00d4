import { anthropic } from './anthropic/anthropic.js';
import { google } from './google/google.js';
import { openAi } from './openai/openai.js';
import type { Provider } from './port.js';
import type { Vendor, VendorAccess } from './vendor-access.js';
import type { VendorSettings } from './vendor-settings.js';

const MAKERS: Readonly<Record<Vendor, (settings: VendorSettings) => Provider>> = { openai: openAi, anthropic, google };

/** The providers of the vendors that there is access to, each with connections of its own. */
export const vendorProviders = (access: ReadonlyMap<Vendor, VendorAccess>, now: () => number): readonly Provider[] =>
  [...access].map(([vendor, settings]) => MAKERS[vendor]({ ...settings, now }));
